using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>What facts do to obligations: while open they change them, once ended they may only excuse.</summary>
public class FactTests
{
    private static ElderStory National() => Elder().LivesIn(Elsewhere).EnrolledOn("2026-09-01").Is("livingAlone");

    [Theory]
    [InlineData(LeaveReason.Died, Whys.LeftDied)]
    [InlineData(LeaveReason.Moved, Whys.LeftMoved)]
    [InlineData(LeaveReason.Institution, Whys.LeftInstitution)]
    [InlineData(LeaveReason.Other, Whys.LeftOther)]
    public void Leaving_unvisited_withdraws_what_is_open(LeaveReason reason, string why) =>
        National()
            .Leaves(reason, "2026-11-10")
            .LedgerOn("2026-12-05")
            .Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, why)
            .HasNot(Goal, "2026-12-01");

    [Fact]
    public void Leaving_after_a_visit_leaves_it_fulfilled() =>
        National()
            .VisitedOn("2026-11-03")
            .Leaves(LeaveReason.Died, "2026-11-10")
            .LedgerOn("2026-12-05")
            .Has(Goal, "2026-11-01", OutcomeKind.Fulfilled);

    [Fact]
    public void Leaving_that_is_known_late_excuses()
    {
        var ledger = National().Leaves(LeaveReason.Died, "2026-11-10").RecordedOn("2026-12-09").LedgerOn("2026-12-20");

        Assert.Equal(OutcomeKind.Missed, ledger.StateOn("2026-12-08", Goal, "2026-11-01"));
        ledger.Has(Goal, "2026-11-01", OutcomeKind.Excused, Whys.LeftDied);
        // December was opened before the death was known, and is withdrawn.
        ledger.Has(Goal, "2026-12-01", OutcomeKind.Withdrawn, Whys.LeftDied);
    }

    [Theory]
    [InlineData("2026-10-31", "2026-12-02", OutcomeKind.Excused, Whys.Hospital)]
    [InlineData("2026-11-01", "2026-12-01", OutcomeKind.Excused, Whys.Hospital)]
    [InlineData("2026-11-02", "2026-12-01", OutcomeKind.Missed, null)]
    [InlineData("2026-11-01", "2026-11-30", OutcomeKind.Missed, null)]
    public void Only_a_stay_in_hospital_on_every_day_excuses(
        string from,
        string until,
        OutcomeKind kind,
        string? why
    ) => National().InHospitalFrom(from).HomeAgainOn(until).LedgerOn("2026-12-20").Has(Goal, "2026-11-01", kind, why);

    [Fact]
    public void A_category_known_late_opens_nothing_in_an_ended_period() =>
        Elder()
            .EnrolledOn("2026-09-01")
            .Is("economicHardship")
            .Becomes("dementia", "2026-11-02")
            .RecordedOn("2026-11-18")
            .LedgerOn("2026-12-20")
            .HasNot(Key, "2026-11-02")
            .HasNot(Key, "2026-11-09")
            .Has(Key, "2026-11-16", OutcomeKind.Missed);

    [Fact]
    public void What_is_learnt_in_between_does_not_bring_the_late_category_forward() =>
        Elder()
            .EnrolledOn("2026-09-01")
            .Is("economicHardship")
            .Becomes("dementia", "2026-11-02")
            .RecordedOn("2026-11-18")
            .Wishes(Consent.Willing, "2026-11-05")
            .LedgerOn("2026-12-20")
            .HasNot(Key, "2026-11-09")
            .Has(Key, "2026-11-16", OutcomeKind.Missed);

    [Fact]
    public void An_enrolment_known_late_opens_only_what_has_not_ended()
    {
        var elder = Elder().LivesIn(Elsewhere).EnrolledOn("2026-11-18");
        elder.Becomes("livingAlone", "2026-09-01").RecordedOn("2026-11-18");

        elder
            .LedgerOn("2026-12-20")
            .HasNot(Goal, "2026-10-01")
            .Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, Whys.NotYetDue);
    }

    [Fact]
    public void A_lost_category_withdraws_what_is_open() =>
        Elder()
            .EnrolledOn("2026-09-01")
            .Is("dementia")
            .IsNoLonger("dementia", "2026-11-18")
            .LedgerOn("2026-11-30")
            .Has(Key, "2026-11-16", OutcomeKind.Withdrawn, Whys.NoLongerApplies)
            .Has(Key, "2026-11-09", OutcomeKind.Missed)
            .HasNot(Key, "2026-11-23");

    [Fact]
    public void The_open_looser_duty_stays_when_the_person_becomes_stricter()
    {
        var elder = Elder().EnrolledOn("2026-09-01").Is("economicHardship").Becomes("dementia", "2026-11-18");

        elder
            .LedgerOn("2026-12-20")
            .Has(General, "2026-11-01", OutcomeKind.Missed)
            .HasNot(General, "2026-12-01")
            .Has(Key, "2026-11-16", OutcomeKind.Missed);
        Assert.Equal(Day("2026-11-18"), elder.LedgerOn("2026-12-20").Find(Key, "2026-11-16")!.Row.From);
    }

    [Fact]
    public void Figures_follow_a_move_while_open_and_are_frozen_at_the_end()
    {
        var ledger = National().MovesTo("110101002002", "2026-11-20").LedgerOn("2026-12-20");

        Assert.Equal(Elsewhere, ledger.Find(Goal, "2026-10-01")!.Row.CountedIn);
        Assert.Equal("110101002002", ledger.Find(Goal, "2026-11-01")!.Row.CountedIn);
        var late = National().MovesTo("110101002002", "2026-11-20").RecordedOn("2026-12-02").LedgerOn("2026-12-20");
        Assert.Equal(Elsewhere, late.Find(Goal, "2026-11-01")!.Row.CountedIn);
    }

    [Fact]
    public void Moving_out_of_Changzhi_withdraws_its_duties_and_keeps_the_nations() =>
        Elder()
            .EnrolledOn("2026-09-01")
            .Is("dementia")
            .MovesTo(Elsewhere, "2026-11-18")
            .LedgerOn("2026-11-30")
            .Has(Key, "2026-11-16", OutcomeKind.Withdrawn, Whys.NoLongerApplies)
            .Has(Goal, "2026-11-01", OutcomeKind.Due);

    [Fact]
    public void A_member_who_refused_has_a_withdrawn_row_for_the_months_figures()
    {
        var ledger = National().Wishes(Consent.Refused, "2026-10-10").LedgerOn("2026-11-19");

        ledger
            .Has(Goal, "2026-10-01", OutcomeKind.Withdrawn, Whys.Refused)
            .Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, Whys.Refused);
        Assert.Equal(ChinaTime.Midnight(Day("2026-11-01")), ledger.Find(Goal, "2026-11-01")!.Row.OpenedAt);
    }

    [Theory]
    [InlineData("2026-11-05", OutcomeKind.Fulfilled, null)]
    [InlineData("2026-11-15", OutcomeKind.Withdrawn, Whys.Refused)]
    public void A_visit_counts_only_on_days_on_which_it_was_a_duty(string visited, OutcomeKind kind, string? why) =>
        National()
            .VisitedOn(visited)
            .Wishes(Consent.Refused, "2026-11-10")
            .LedgerOn("2026-12-05")
            .Has(Goal, "2026-11-01", kind, why);

    [Fact]
    public void A_visit_does_not_turn_somebody_not_yet_due_into_a_success()
    {
        var ledger = Elder()
            .LivesIn(Elsewhere)
            .EnrolledOn("2026-11-20")
            .Is("livingAlone")
            .VisitedOn("2026-11-25")
            .LedgerOn("2026-12-05");

        ledger.Has(Goal, "2026-11-01", OutcomeKind.Withdrawn, Whys.NotYetDue).Has(Goal, "2026-12-01", OutcomeKind.Due);
        Assert.Equal((1, 0), (ledger.Month("2026-11").NotYetDue, ledger.Month("2026-11").Counted));
    }

    [Fact]
    public void The_sixtieth_birthday_opens_on_its_day()
    {
        var elder = Elder().LivesIn(Elsewhere).Born("1966-11-10").EnrolledOn("2026-01-05").Is("livingAlone");

        elder.LedgerOn("2026-11-09").HasNot(Goal, "2026-11-01");
        Assert.Equal(Day("2026-11-10"), elder.LedgerOn("2026-11-10").Find(Goal, "2026-11-01")!.Row.From);
    }

    [Fact]
    public void Returning_after_having_left_opens_again() =>
        National()
            .Leaves(LeaveReason.Institution, "2026-10-05")
            .ReturnsOn("2026-11-09")
            .LedgerOn("2026-12-05")
            .Has(Goal, "2026-10-01", OutcomeKind.Withdrawn, Whys.LeftInstitution)
            .Has(Goal, "2026-11-01", OutcomeKind.Missed);

    [Fact]
    public void A_lockdown_lifted_early_ends_its_weeks_early()
    {
        var elder = Elder()
            .EnrolledOn("2026-09-01")
            .Is("dementia")
            .Situation("lockdown", "2026-11-20", "2026-12-15", "1404");
        elder.SituationEnds(0, "2026-11-25", "2026-11-25");

        var ledger = elder.LedgerOn("2026-12-20");
        ledger.Has(Lockdown, "2026-11-16", OutcomeKind.Missed).HasNot(Lockdown, "2026-11-30");
        Assert.Equal(Day("2026-11-25"), ledger.Find(Lockdown, "2026-11-23")!.Row.Until);
    }
}
