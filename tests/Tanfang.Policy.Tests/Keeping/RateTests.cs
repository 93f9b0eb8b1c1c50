using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>月探访率 and its neighbours; overdue.</summary>
public class RateTests
{
    private static ElderStory National() => Elder().LivesIn(Elsewhere).EnrolledOn("2026-09-01").Is("livingAlone");

    [Fact]
    public void The_four_counts_sum_to_the_enrolled()
    {
        ElderStory[] village =
        [
            National().VisitedOn("2026-11-03"),
            National().VisitedOn("2026-11-04", Modes.Phone),
            National(),
            National().Leaves(LeaveReason.Died, "2026-11-10"),
            National().InHospitalFrom("2026-10-20"),
            National().Wishes(Consent.Refused, "2026-10-10"),
            National().EnrolledOn("2026-11-20"),
        ];

        var sum = default(MonthFigures);
        foreach (var elder in village)
        {
            sum += elder.LedgerOn("2026-12-05").Month("2026-11");
        }

        Assert.Equal(new MonthFigures(3, 2, 1, 1, 2, 1, 0, 0), sum);
        Assert.Equal(7, sum.Enrolled);
        Assert.Equal(66.6m, sum.Rate);
    }

    [Theory]
    [InlineData(9997, 10000, 99.9)]
    [InlineData(10000, 10000, 100.0)]
    [InlineData(0, 3, 0.0)]
    public void The_rate_rounds_down(int visited, int counted, double rate) =>
        Assert.Equal((decimal)rate, new MonthFigures { Counted = counted, Visited = visited }.Rate);

    [Fact]
    public void No_rate_is_better_than_a_made_up_one()
    {
        Assert.Null(default(MonthFigures).Rate);
        Assert.Null(default(MonthFigures).WeeklyOnSiteRate);
    }

    [Fact]
    public void A_figure_as_of_a_moment_stays_what_it_was()
    {
        var ledger = National().VisitedOn("2026-11-28").EnteredOn("2026-12-09").LedgerOn("2026-12-20");

        Assert.Equal(0, ledger.Month("2026-11", Morning("2026-12-05")).Visited);
        Assert.Equal(1, ledger.Month("2026-11", Morning("2026-12-10")).Visited);
    }

    [Fact]
    public void In_Changzhi_both_goals_must_be_fulfilled_by_the_same_visit()
    {
        var ledger = Elder().EnrolledOn("2026-09-01").Is("dementia").VisitedOn("2026-11-03").LedgerOn("2026-12-20");

        Assert.Equal((1, 1), (ledger.Month("2026-11").Counted, ledger.Month("2026-11").Visited));
    }

    [Fact]
    public void The_weekly_rate_counts_weeks_that_ended_in_the_month_without_substitutes()
    {
        var elder = Elder()
            .EnrolledOn("2026-09-01")
            .Is("dementia")
            .Situation("lockdown", "2026-11-20", "2026-12-01", "1404")
            .VisitedOn("2026-11-04")
            .VisitedOn("2026-11-12")
            .VisitedOn("2026-11-25", Modes.Video);

        // Weeks ending on 1, 8, 15, 22 and 29 November.
        var month = elder.LedgerOn("2026-12-20").Month("2026-11");
        Assert.Equal((5, 2), (month.WeeklyEnded, month.WeeklyFulfilled));
        Assert.Equal(40.0m, month.WeeklyOnSiteRate);
    }

    [Fact]
    public void Overdue_counts_from_the_first_missed_end_without_a_visit_since()
    {
        var elder = Elder().EnrolledOn("2026-11-02").Is("dementia").VisitedOn("2026-11-04");

        Assert.Null(elder.LedgerOn("2026-11-15").OverdueOn("2026-11-15"));
        Assert.Equal(new Overdue(Day("2026-11-16"), Key), elder.LedgerOn("2026-11-26").OverdueOn("2026-11-26"));
        Assert.Equal(10, elder.LedgerOn("2026-11-26").OverdueOn("2026-11-26")!.Days(Day("2026-11-26")));
    }

    [Theory]
    [InlineData(Modes.OnSite, false)]
    [InlineData(Modes.Phone, true)]
    public void A_visit_in_an_accepted_mode_ends_it(Modes mode, bool overdue)
    {
        var elder = Elder().EnrolledOn("2026-11-02").Is("dementia").VisitedOn("2026-11-17", mode);

        Assert.Equal(overdue, elder.LedgerOn("2026-11-20").OverdueOn("2026-11-20") is not null);
    }

    [Fact]
    public void Nobody_is_overdue_after_leaving_or_refusing()
    {
        Assert.Null(National().Leaves(LeaveReason.Died, "2026-11-10").LedgerOn("2026-12-20").OverdueOn("2026-12-20"));
        Assert.Null(National().Wishes(Consent.Refused, "2026-11-10").LedgerOn("2026-12-20").OverdueOn("2026-12-20"));
    }
}
