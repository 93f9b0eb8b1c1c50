using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>Which period a duty is due in, at its edges.</summary>
public class PeriodTests
{
    [Theory]
    [InlineData("2026-11-15", "2026-11-09", "2026-11-16")]
    [InlineData("2026-11-16", "2026-11-16", "2026-11-23")]
    [InlineData("2026-11-22", "2026-11-16", "2026-11-23")]
    [InlineData("2026-11-23", "2026-11-23", "2026-11-30")]
    public void A_week_is_Monday_to_Sunday(string day, string from, string until) =>
        Elder().Is("dementia").On(day).Owes(Key, from, until);

    [Theory]
    [InlineData("2026-10-31", "2026-10-01", "2026-11-01")]
    [InlineData("2026-11-01", "2026-11-01", "2026-12-01")]
    [InlineData("2026-11-30", "2026-11-01", "2026-12-01")]
    [InlineData("2026-12-01", "2026-12-01", "2027-01-01")]
    public void A_month_is_the_calendars(string day, string from, string until) =>
        Elder().Is("economicHardship").On(day).Owes(General, from, until).Owes("changzhi-2023-38/goal", from, until);

    [Theory]
    [InlineData("2026-09-30", "2026-07-01", "2026-10-01")]
    [InlineData("2026-10-01", "2026-10-01", "2027-01-01")]
    [InlineData("2026-12-31", "2026-10-01", "2027-01-01")]
    [InlineData("2027-01-01", "2027-01-01", "2027-04-01")]
    public void A_quarter_is_the_calendars(string day, string from, string until) =>
        Elder().LivesIn(InnerMongolia).Is("leftBehind").On(day).Owes(Quarterly, from, until);

    [Theory]
    [InlineData("2026-11-01", "2026-11-01", "2026-12-01", false)]
    [InlineData("2026-11-02", "2026-11-02", "2026-12-01", true)]
    [InlineData("2026-11-16", "2026-11-16", "2026-12-01", true)]
    [InlineData("2026-11-17", "2026-12-01", "2027-01-01", false)]
    [InlineData("2026-12-16", "2026-12-16", "2027-01-01", true)]
    [InlineData("2026-12-17", "2027-01-01", "2027-02-01", false)]
    public void A_newcomer_is_due_when_half_of_the_month_is_left(
        string enrolled,
        string from,
        string until,
        bool isShort
    )
    {
        var duties = Elder()
            .LivesIn(Elsewhere)
            .EnrolledOn(enrolled)
            .Is("livingAlone")
            .On(enrolled)
            .Owes(Goal, from, until);

        Assert.Equal(isShort, duties.Of(Goal).FirstPeriodShort);
        if (!isShort && enrolled != from)
        {
            duties.Notes("剩余天数不足一半");
        }
    }

    [Theory]
    [InlineData("2026-11-19", "2026-11-19", "2026-11-23")]
    [InlineData("2026-11-20", "2026-11-23", "2026-11-30")]
    public void A_newcomer_on_Thursday_is_due_this_week_on_Friday_the_next(
        string enrolled,
        string from,
        string until
    ) => Elder().EnrolledOn(enrolled).Is("dementia").On(enrolled).Owes(Key, from, until);

    [Theory]
    [InlineData("2026-11-18", "2026-11-18", "2026-11-19")]
    [InlineData("2026-11-19", "2026-11-19", "2026-11-20")]
    public void A_daily_duty_knows_no_grace(string day, string from, string until) =>
        Elder()
            .EnrolledOn(day)
            .Is("isolatedAtHome", "widowedAlone")
            .Situation("epidemic", day, null)
            .On(day)
            .Owes(Daily, from, until);

    [Fact]
    public void Becoming_stricter_in_mid_month_keeps_the_open_looser_duty_to_its_end()
    {
        var elder = Elder().EnrolledOn("2026-10-01").Is("economicHardship").Becomes("dementia", "2026-11-18");

        elder.On("2026-11-17").Owes(General, "2026-11-01", "2026-12-01").OwesNot(Key);
        elder.On("2026-11-18").Owes(General, "2026-11-01", "2026-12-01").Owes(Key, "2026-11-18", "2026-11-23");
        elder.On("2026-11-30").Owes(General, "2026-11-01", "2026-12-01");
        elder.On("2026-12-01").OwesNot(General).Owes(Key, "2026-11-30", "2026-12-07").Notes("已按更严的“重点探访”执行");
    }

    [Fact]
    public void An_individual_cadence_adds_to_the_others()
    {
        var duties = Elder()
            .LivesIn(Elsewhere)
            .Is("livingAlone")
            .OwnCadence(Every.Week, 2, "2026-11-02")
            .On("2026-11-19");

        duties.Owes(Goal).Owes(Individual, "2026-11-16", "2026-11-23");
        Assert.Equal(new Cadence(Every.Week, 2), duties.Of(Individual).Cadence);
    }
}
