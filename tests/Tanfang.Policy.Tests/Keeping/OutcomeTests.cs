using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>What becomes of an obligation, and when that is known.</summary>
public class OutcomeTests
{
    private const string ChangzhiSpecial = "changzhi-2023-38/special";

    private static ElderStory Weekly() => Elder().EnrolledOn("2026-09-01").Is("incapacitatedFull");

    private static ElderStory National() => Elder().LivesIn(Elsewhere).EnrolledOn("2026-09-01").Is("livingAlone");

    [Fact]
    public void A_visit_in_time_fulfils_from_the_moment_it_is_known()
    {
        var ledger = National().VisitedOn("2026-11-03").EnteredOn("2026-11-05").LedgerOn("2026-11-19");

        ledger.Has(Goal, "2026-11-01", OutcomeKind.Fulfilled);
        Assert.Equal(OutcomeKind.Due, ledger.StateOn("2026-11-04", Goal, "2026-11-01"));
        Assert.Equal(OutcomeKind.Fulfilled, ledger.StateOn("2026-11-05", Goal, "2026-11-01"));
    }

    [Theory]
    [InlineData("2026-10-31", OutcomeKind.Missed)]
    [InlineData("2026-11-01", OutcomeKind.Fulfilled)]
    [InlineData("2026-11-30", OutcomeKind.Fulfilled)]
    [InlineData("2026-12-01", OutcomeKind.Missed)]
    public void Only_a_visit_inside_the_period_counts(string visited, OutcomeKind kind) =>
        National().VisitedOn(visited).LedgerOn("2026-12-05").Has(Goal, "2026-11-01", kind);

    [Fact]
    public void An_unvisited_period_is_missed_at_the_midnight_of_its_end()
    {
        var ledger = National().LedgerOn("2026-12-05");

        var outcome = Assert.Single(ledger.Find(Goal, "2026-11-01")!.Outcomes);
        Assert.Equal(ChinaTime.Midnight(Day("2026-12-01")), outcome.RecordedAt);
        Assert.Equal(OutcomeKind.Missed, outcome.Kind);
    }

    [Fact]
    public void A_visit_entered_late_fulfils_in_its_own_period()
    {
        var ledger = National().VisitedOn("2026-11-28").EnteredOn("2026-12-09").LedgerOn("2026-12-20");

        Assert.Equal(OutcomeKind.Missed, ledger.StateOn("2026-12-08", Goal, "2026-11-01"));
        ledger.Has(Goal, "2026-11-01", OutcomeKind.Fulfilled).Has(Goal, "2026-12-01", OutcomeKind.Due);
    }

    [Fact]
    public void A_later_visit_leaves_the_missed_period_missed() =>
        National()
            .VisitedOn("2026-12-02")
            .LedgerOn("2026-12-20")
            .Has(Goal, "2026-11-01", OutcomeKind.Missed)
            .Has(Goal, "2026-12-01", OutcomeKind.Fulfilled);

    [Fact]
    public void Voiding_a_visit_reverses_its_outcomes_before_and_after_the_end()
    {
        var before = National().VisitedOn("2026-11-03").Voided(0, "2026-11-10").LedgerOn("2026-11-19");
        before.Has(Goal, "2026-11-01", OutcomeKind.Due, Whys.Voided);

        var after = National().VisitedOn("2026-11-03").Voided(0, "2026-12-10").LedgerOn("2026-12-19");
        after.Has(Goal, "2026-11-01", OutcomeKind.Missed, Whys.Voided);
        Assert.Equal(OutcomeKind.Fulfilled, after.StateOn("2026-12-09", Goal, "2026-11-01"));
    }

    [Fact]
    public void A_voided_visit_leaves_the_obligation_to_another_one()
    {
        var ledger = National()
            .VisitedOn("2026-11-03")
            .VisitedOn("2026-11-20")
            .Voided(0, "2026-12-10")
            .LedgerOn("2026-12-19");

        Assert.Equal(VisitId(1), ledger.Find(Goal, "2026-11-01")!.Outcomes[^1].Visit);
    }

    [Fact]
    public void An_attempt_or_an_empty_record_never_counts() =>
        National()
            .VisitedOn("2026-11-03", counts: false)
            .LedgerOn("2026-12-05")
            .Has(Goal, "2026-11-01", OutcomeKind.Missed);

    [Fact]
    public void A_phone_call_does_not_fulfil_a_duty_on_site_but_under_lockdown_it_does()
    {
        var elder = Elder()
            .EnrolledOn("2026-11-02")
            .Is("dementia")
            .VisitedOn("2026-11-18", Modes.Phone)
            .VisitedOn("2026-11-25", Modes.Phone);

        elder
            .LedgerOn("2026-12-01")
            .Has(Key, "2026-11-16", OutcomeKind.Missed)
            .Has(Key, "2026-11-23", OutcomeKind.Missed);

        var closed = elder.Situation("lockdown", "2026-11-20", "2026-12-01", "1404").LedgerOn("2026-12-01");
        closed.Has(Key, "2026-11-16", OutcomeKind.Missed).Has(Key, "2026-11-23", OutcomeKind.Fulfilled);
        Assert.True(closed.Find(Key, "2026-11-23")!.Outcomes[^1].Substituted);
        Assert.False(closed.Find(Key, "2026-11-23")!.Outcomes[^1].OnSite);
    }

    [Fact]
    public void One_visit_fulfils_several_duties_and_on_site_fulfils_remote() =>
        Elder()
            .LivesIn(InnerMongolia)
            .EnrolledOn("2026-10-01")
            .Is("leftBehind", "dementia")
            .VisitedOn("2026-11-03")
            .LedgerOn("2026-11-19")
            .Has(Goal, "2026-11-01", OutcomeKind.Fulfilled)
            .Has("national-2022-73/incapacitated", "2026-11-01", OutcomeKind.Fulfilled)
            .Has(Quarterly, "2026-10-01", OutcomeKind.Fulfilled);

    [Fact]
    public void Two_visits_a_week_are_full_with_the_second()
    {
        var elder = National().OwnCadence(Every.Week, 2, "2026-11-02").VisitedOn("2026-11-16").VisitedOn("2026-11-18");

        var ledger = elder.LedgerOn("2026-11-19");
        Assert.Equal(OutcomeKind.Due, ledger.StateOn("2026-11-17", Individual, "2026-11-16"));
        ledger.Has(Individual, "2026-11-16", OutcomeKind.Fulfilled);
        Assert.Equal(VisitId(1), ledger.Find(Individual, "2026-11-16")!.Outcomes[^1].Visit);
    }

    [Fact]
    public void A_monthly_visit_inside_the_window_is_the_extra_too()
    {
        National()
            .VisitedOn("2026-09-20")
            .LedgerOn("2026-10-01")
            .Has(Goal, "2026-09-01", OutcomeKind.Fulfilled)
            .Has(Special, "2026-09-18", OutcomeKind.Fulfilled);
        National().VisitedOn("2026-09-17").LedgerOn("2026-10-01").Has(Special, "2026-09-18", OutcomeKind.Missed);
    }

    [Fact]
    public void A_weekly_visit_is_not_the_extra_but_a_second_one_in_its_week_spares_it()
    {
        // The window runs from Friday 18 to Friday 25 September 2026, 中秋.
        var elder = Weekly().VisitedOn("2026-09-20").VisitedOn("2026-09-22");
        elder.LedgerOn("2026-10-01").Has(ChangzhiSpecial, "2026-09-18", OutcomeKind.Missed);

        elder
            .VisitedOn("2026-09-15")
            .LedgerOn("2026-10-01")
            .Has(ChangzhiSpecial, "2026-09-18", OutcomeKind.Fulfilled)
            .Has("changzhi-2023-38/key", "2026-09-14", OutcomeKind.Fulfilled);
    }

    [Fact]
    public void An_earlier_visit_entered_late_frees_the_other_for_the_extra()
    {
        var elder = Weekly()
            .VisitedOn("2026-09-20")
            .VisitedOn("2026-09-22")
            .VisitedOn("2026-09-15")
            .EnteredOn("2026-09-29");

        var ledger = elder.LedgerOn("2026-10-01");
        Assert.Equal(OutcomeKind.Missed, ledger.StateOn("2026-09-28", ChangzhiSpecial, "2026-09-18"));
        ledger.Has(ChangzhiSpecial, "2026-09-18", OutcomeKind.Fulfilled);
    }

    [Fact]
    public void A_corrected_day_moves_the_visit_to_its_period()
    {
        var elder = National().VisitedOn("2026-11-02").EnteredOn("2026-11-02");
        var moved = elder.Visits[0] with
        {
            Id = VisitId(9),
            HappenedOn = Day("2026-10-31"),
            RecordedAt = Morning("2026-11-06"),
            Replaces = VisitId(0),
        };
        var ledger = new LedgerStory(Shipped.Policies, elder.History(), [.. elder.Visits, moved]);
        ledger.Reconcile(Morning("2026-11-19"));

        ledger.Has(Goal, "2026-10-01", OutcomeKind.Fulfilled).Has(Goal, "2026-11-01", OutcomeKind.Due, Whys.Voided);
    }
}
