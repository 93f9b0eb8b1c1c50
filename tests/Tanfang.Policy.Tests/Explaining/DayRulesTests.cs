using Xunit;
using static Tanfang.Policy.Tests.ElderStory;

namespace Tanfang.Policy.Tests;

public class DayRulesTests
{
    [Theory]
    [InlineData("2026-11-19", Changzhi, "dementia", null)]
    [InlineData("2026-11-19", Changzhi, "economicHardship", null)]
    [InlineData("2026-11-20", Changzhi, "familyPlanningSpecial", "lockdown")]
    [InlineData("2026-09-20", Elsewhere, "livingAlone", null)]
    [InlineData("2026-09-20", Elsewhere, "isolatedAtHome", "epidemic")]
    [InlineData("2026-07-01", InnerMongolia, "leftBehind", "extremeWeather")]
    [InlineData("2026-07-01", Elsewhere, "disability", null)]
    public void The_bare_decision_counts_what_the_explanation_lists(
        string day,
        string division,
        string category,
        string? situation
    )
    {
        var elder = Elder().LivesIn(division).Is(category, "widowedAlone");
        var dictionary = Shipped.Policies.Dictionary;
        var person = new PersonOn
        {
            Age = 85,
            Enrolled = true,
            Division = division,
            Rural = true,
            Categories = dictionary.WithImplied(category).With(dictionary.SetOf("widowedAlone")),
            Consent = Consent.Willing,
            Situations = situation is null ? 0 : dictionary.SituationBit(situation),
        };
        if (situation is not null)
        {
            elder.Situation(situation, day, null);
        }

        Assert.Equal(elder.On(day).Explanation.Duties.Count, new DayRules(Shipped.Policies, Day(day)).Count(person));
    }
}
