using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>Two files of one person: what each of them owes and is credited with, before, during and after.</summary>
public class MergeTests
{
    private static ElderStory File() => Elder().LivesIn(Elsewhere).EnrolledOn("2026-09-01").Is("livingAlone");

    [Theory]
    [InlineData("2026-11-09")]
    [InlineData("2026-11-10")]
    [InlineData("2026-11-11")]
    [InlineData("2026-11-30")]
    public void A_visit_to_either_file_fulfils_what_is_open_at_the_kept_one(string visited)
    {
        var pair = new TwoFiles(File(), File().VisitedOn(visited), "2026-11-10");

        pair.Kept("2026-12-05").Has(Goal, "2026-11-01", OutcomeKind.Fulfilled);
        pair.Merged("2026-12-05").Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, Whys.Merged);
    }

    [Fact]
    public void A_visit_after_the_months_last_day_does_not() =>
        new TwoFiles(File(), File().VisitedOn("2026-12-01"), "2026-11-10")
            .Kept("2026-12-05")
            .Has(Goal, "2026-11-01", OutcomeKind.Missed)
            .Has(Goal, "2026-12-01", OutcomeKind.Fulfilled);

    [Fact]
    public void What_the_merged_file_had_fulfilled_is_the_kept_files_from_the_merge_on()
    {
        var pair = new TwoFiles(File(), File().VisitedOn("2026-11-03"), "2026-11-10");
        var (kept, merged) = (pair.Kept("2026-12-05"), pair.Merged("2026-12-05"));

        Assert.Equal(OutcomeKind.Due, kept.StateOn("2026-11-09", Goal, "2026-11-01"));
        Assert.Equal(OutcomeKind.Fulfilled, merged.StateOn("2026-11-09", Goal, "2026-11-01"));
        Assert.Equal(OutcomeKind.Fulfilled, kept.StateOn("2026-11-11", Goal, "2026-11-01"));
        Assert.Equal((2, 1), Sum(kept, merged, "2026-11-09"));
        Assert.Equal((1, 1), Sum(kept, merged, "2026-12-05"));
    }

    [Fact]
    public void A_month_that_had_ended_stays_two_people_and_takes_a_late_visit_where_it_was_recorded()
    {
        var late = File().VisitedOn("2026-10-20").EnteredOn("2026-11-15");
        var pair = new TwoFiles(File(), late, "2026-11-10");
        var (kept, merged) = (pair.Kept("2026-12-05"), pair.Merged("2026-12-05"));

        kept.Has(Goal, "2026-10-01", OutcomeKind.Missed);
        merged.Has(Goal, "2026-10-01", OutcomeKind.Fulfilled);
        Assert.Equal(2, kept.Month("2026-10").Counted + merged.Month("2026-10").Counted);
    }

    [Fact]
    public void Nothing_is_owed_under_the_merged_file_and_nobody_is_overdue_there()
    {
        var pair = new TwoFiles(File(), File(), "2026-11-10");
        var merged = pair.Merged("2027-01-05");

        merged.Has(Goal, "2026-10-01", OutcomeKind.Missed).HasNot(Goal, "2026-12-01");
        Assert.Null(merged.OverdueOn("2027-01-05"));
        Assert.Equal(0, merged.Month("2026-11").Enrolled);
    }

    [Fact]
    public void A_merge_at_the_moment_of_the_end_is_after_it()
    {
        var at = ChinaTime.Midnight(Day("2026-11-01"));
        var pair = new TwoFiles(File(), File().VisitedOn("2026-10-20"), at);
        pair.Kept("2026-12-05").Has(Goal, "2026-10-01", OutcomeKind.Missed);

        var before = new TwoFiles(File(), File().VisitedOn("2026-10-20"), at.AddMinutes(-1));
        before.Kept("2026-12-05").Has(Goal, "2026-10-01", OutcomeKind.Fulfilled);
        before.Merged("2026-12-05").Has(Goal, "2026-10-01", OutcomeKind.Withdrawn, Whys.Merged);
    }

    [Fact]
    public void Undone_in_the_same_month_both_owe_again_and_each_has_its_own_visit()
    {
        var pair = new TwoFiles(File(), File().VisitedOn("2026-11-03"), "2026-11-10", "2026-11-20");
        var (kept, merged) = (pair.Kept("2026-11-25"), pair.Merged("2026-11-25"));

        kept.Has(Goal, "2026-11-01", OutcomeKind.Due, Whys.Parted);
        merged.Has(Goal, "2026-11-01", OutcomeKind.Fulfilled);
        Assert.Equal(OutcomeKind.Fulfilled, kept.StateOn("2026-11-15", Goal, "2026-11-01"));
        Assert.Equal((1, 1), Sum(kept, merged, "2026-11-15"));
        Assert.Equal((2, 1), Sum(kept, merged, "2026-11-25"));
    }

    [Fact]
    public void Undone_later_what_ended_meanwhile_stays_as_it_was()
    {
        var pair = new TwoFiles(File(), File().VisitedOn("2026-11-03"), "2026-11-10", "2026-12-20");
        var (kept, merged) = (pair.Kept("2027-01-05"), pair.Merged("2027-01-05"));

        Assert.Equal(Sum(kept, merged, "2026-12-05"), Sum(kept, merged, "2027-01-05"));
        kept.Has(Goal, "2026-11-01", OutcomeKind.Fulfilled);
        merged.Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, Whys.Merged).Has(Goal, "2026-12-01", OutcomeKind.Missed);
    }

    [Fact]
    public void The_explanation_of_a_merged_file_says_so()
    {
        var away = File().History() with { Away = [new(Morning("2026-11-10"), DateTimeOffset.MaxValue)] };
        var explained = Explain.On(Shipped.Policies, away, Day("2026-11-20"), Morning("2026-11-20"));

        Assert.Empty(explained.Duties);
        Assert.Contains(explained.Notes, note => note.Contains("并入", StringComparison.Ordinal));
    }

    private static (int Counted, int Visited) Sum(LedgerStory kept, LedgerStory merged, string asOf)
    {
        var figures = kept.Month("2026-11", Morning(asOf)) + merged.Month("2026-11", Morning(asOf));
        return (figures.Counted, figures.Visited);
    }

    /// <summary>The visits of the merged file are the kept one's between the two instants.</summary>
    private sealed class TwoFiles(ElderStory kept, ElderStory merged, DateTimeOffset at, DateTimeOffset? undone = null)
    {
        public TwoFiles(ElderStory kept, ElderStory merged, string on, string? undone = null)
            : this(kept, merged, Morning(on), undone is null ? null : Morning(undone)) { }

        private KnownSpan Joined => new(at, undone ?? DateTimeOffset.MaxValue);

        public LedgerStory Kept(string day)
        {
            var others = merged.Visits.Select(v => v with { Id = Guid.CreateVersion7(), Here = [Joined] });
            return Run(kept.History(), [.. kept.Visits, .. others], day);
        }

        public LedgerStory Merged(string day)
        {
            IReadOnlyList<KnownSpan> own =
            [
                new(DateTimeOffset.MinValue, Joined.From),
                .. undone is { } end ? [new KnownSpan(end, DateTimeOffset.MaxValue)] : Array.Empty<KnownSpan>(),
            ];
            var visits = merged.Visits.Select(v => v with { Here = own });
            return Run(merged.History() with { Away = [Joined] }, [.. visits], day);
        }

        private static LedgerStory Run(ElderHistory history, IReadOnlyList<VisitFact> visits, string day)
        {
            var ledger = new LedgerStory(Shipped.Policies, history, visits);
            ledger.Reconcile(Morning(day));
            return ledger;
        }
    }
}
