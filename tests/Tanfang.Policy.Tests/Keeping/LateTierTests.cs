using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>A stricter tier that becomes known late takes nothing away.</summary>
public class LateTierTests
{
    [Fact]
    public void The_month_that_was_open_under_the_looser_tier_stays_and_ended_ones_stay_missed() =>
        Elder()
            .EnrolledOn("2026-09-01")
            .Is("economicHardship")
            .Becomes("dementia", "2026-10-20")
            .RecordedOn("2026-12-10")
            .LedgerOn("2027-01-05")
            .Has(General, "2026-11-01", OutcomeKind.Missed)
            .Has(General, "2026-12-01", OutcomeKind.Missed)
            .HasNot(Key, "2026-11-30")
            .Has(Key, "2026-12-07", OutcomeKind.Missed)
            .HasNot(General, "2027-01-01");
}
