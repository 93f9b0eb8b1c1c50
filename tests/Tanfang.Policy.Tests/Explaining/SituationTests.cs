using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>Special times: festivals, weather, lockdown, epidemic; the day before, first, last, and day after.</summary>
public class SituationTests
{
    [Theory]
    [InlineData("2026-09-17", false)]
    [InlineData("2026-09-18", true)]
    [InlineData("2026-09-25", true)]
    [InlineData("2026-09-26", false)]
    public void Mid_autumn_asks_for_an_extra_visit_from_seven_days_before_through_the_day(string day, bool owes)
    {
        var duties = Elder().Is("dementia").On(day).Explanation.Duties;

        foreach (var rule in new[] { Special, "changzhi-2023-38/special" })
        {
            var duty = duties.SingleOrDefault(d => d.Rule == rule);
            Assert.Equal(owes, duty is not null);
            Assert.True(!owes || duty!.Period == new DayRange(Day("2026-09-18"), Day("2026-09-26")));
            Assert.True(!owes || duty!.Cadence == new Cadence(Every.Situation, 1));
        }
    }

    [Theory]
    [InlineData("2026-07-09", false)]
    [InlineData("2026-07-10", true)]
    [InlineData("2026-07-13", true)]
    [InlineData("2026-07-14", false)]
    public void Bad_weather_asks_for_one_until_the_day_after_its_end(string day, bool owes)
    {
        // The warning holds on the 10th, 11th and 12th.
        var elder = Elder()
            .LivesIn(Elsewhere)
            .Is("livingAlone")
            .Situation("extremeWeather", "2026-07-10", "2026-07-13", "1101");

        Assert.Equal(owes, elder.On(day).Explanation.Duties.Any(d => d.Rule == Special));
    }

    [Fact]
    public void Weather_elsewhere_asks_for_nothing() =>
        Elder()
            .LivesIn(Elsewhere)
            .Is("livingAlone")
            .Situation("extremeWeather", "2026-07-10", null, "15")
            .On("2026-07-11")
            .OwesNot(Special);

    [Theory]
    [InlineData("2026-11-19", null, null)]
    [InlineData("2026-11-20", "2026-11-20", "2026-11-23")]
    [InlineData("2026-11-23", "2026-11-23", "2026-11-30")]
    [InlineData("2026-11-30", "2026-11-30", "2026-12-01")]
    [InlineData("2026-12-01", null, null)]
    public void A_lockdown_asks_for_one_more_remote_contact_a_week_clipped_to_it(
        string day,
        string? from,
        string? until
    )
    {
        var duties = Elder().Is("dementia").Situation("lockdown", "2026-11-20", "2026-12-01", "1404").On(day);

        if (from is null)
        {
            duties.OwesNot(Lockdown);
            return;
        }
        duties.Owes(Lockdown, from, until!);
        Assert.Equal(RuleKind.Extra, duties.Of(Lockdown).Kind);
        Assert.Equal(Modes.Phone | Modes.Video, duties.Of(Lockdown).Modes);
    }

    [Theory]
    [InlineData("2026-03-09", false)]
    [InlineData("2026-03-10", true)]
    [InlineData("2026-03-19", true)]
    [InlineData("2026-03-20", false)]
    public void The_epidemic_notice_holds_while_measures_are_open(string day, bool holds)
    {
        var elder = Elder()
            .LivesIn(Elsewhere)
            .Is("isolatedAtHome", "widowedAlone", "livingAlone", "familyInQuarantine")
            .Situation("epidemic", "2026-03-10", "2026-03-20", "11");

        var rules = elder.On(day).Explanation.Duties.Where(d => d.Rule.StartsWith("minban", StringComparison.Ordinal));
        Assert.Equal(
            holds ? [RuleKind.Cadence, RuleKind.Attention, RuleKind.Attention, RuleKind.Immediate] : [],
            rules.Select(d => d.Kind)
        );
    }

    [Fact]
    public void A_phone_call_is_no_walk_but_under_lockdown_it_is()
    {
        var elder = Elder()
            .LivesIn(Elsewhere)
            .Is("isolatedAtHome", "widowedAlone")
            .Situation("epidemic", "2026-03-10", null);

        Assert.Equal(Modes.OnSite | Modes.Video, elder.On("2026-03-15").Of(Daily).Modes);
        var closed = elder.Situation("lockdown", "2026-03-14", null).On("2026-03-15").Of(Daily);
        Assert.Equal(Modes.OnSite | Modes.Video | Modes.Phone, closed.Modes);
        Assert.NotNull(closed.Substitution);
    }

    [Theory]
    [InlineData(Festival.SpringFestival, 2026, "2026-02-17")]
    [InlineData(Festival.LanternFestival, 2026, "2026-03-03")]
    [InlineData(Festival.Qingming, 2026, "2026-04-05")]
    [InlineData(Festival.DragonBoat, 2026, "2026-06-19")]
    [InlineData(Festival.MidAutumn, 2026, "2026-09-25")]
    [InlineData(Festival.DoubleNinth, 2026, "2026-10-18")]
    [InlineData(Festival.DragonBoat, 2025, "2025-05-31")]
    [InlineData(Festival.MidAutumn, 2025, "2025-10-06")]
    [InlineData(Festival.DragonBoat, 2020, "2020-06-25")]
    [InlineData(Festival.MidAutumn, 2020, "2020-10-01")]
    [InlineData(Festival.DragonBoat, 2023, "2023-06-22")]
    [InlineData(Festival.SpringFestival, 2033, "2033-01-31")]
    [InlineData(Festival.MidAutumn, 2033, "2033-09-08")]
    [InlineData(Festival.Qingming, 2024, "2024-04-04")]
    [InlineData(Festival.Qingming, 2018, "2018-04-05")]
    [InlineData(Festival.Qingming, 2050, "2050-04-04")]
    public void Festivals_fall_on_their_days(Festival festival, int year, string day) =>
        Assert.Equal(Day(day), Festivals.DayOf(festival, year));

    [Fact]
    public void Festivals_outside_the_known_years_are_not_guessed() =>
        Assert.Null(Festivals.DayOf(Festival.Qingming, Festivals.LastYear + 1));
}
