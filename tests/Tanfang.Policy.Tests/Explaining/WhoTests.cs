using Xunit;
using static Tanfang.Policy.Tests.ElderStory;
using static Tanfang.Policy.Tests.LedgerStory;

namespace Tanfang.Policy.Tests;

/// <summary>Who is counted by which document, and the days on which that begins and ends.</summary>
public class WhoTests
{
    [Theory]
    [InlineData("livingAlone", "独居")]
    [InlineData("emptyNest", "空巢")]
    [InlineData("leftBehind", "留守")]
    [InlineData("incapacitatedFull", "失能")]
    [InlineData("incapacitatedPartial", "失能")]
    [InlineData("dementia", "失能")]
    [InlineData("severeDisability", "重残")]
    [InlineData("familyPlanningSpecial", "计划生育特殊家庭")]
    public void Each_named_group_owes_the_monthly_visit_of_the_nation(string category, string ground) =>
        Elder()
            .LivesIn(Elsewhere)
            .Is(category)
            .On("2026-11-19")
            .IsCounted()
            .Owes(Goal, "2026-11-01", "2026-12-01")
            .Because(Goal, ground);

    [Theory]
    [InlineData("incapacitatedFull", true)]
    [InlineData("dementia", true)]
    [InlineData("livingAlone", false)]
    public void Only_the_incapacitated_owe_the_duty_of_the_fourth_article(string category, bool owes)
    {
        var duties = Elder().LivesIn(Elsewhere).Is(category).On("2026-11-19");

        Assert.Equal(owes, duties.Explanation.Duties.Any(d => d.Rule == "national-2022-73/incapacitated"));
    }

    [Fact]
    public void Nobody_named_by_no_document_owes_nothing_and_reads_why() =>
        Elder()
            .LivesIn(Elsewhere)
            .Is("economicHardship")
            .On("2026-11-19")
            .IsCounted(false)
            .Notes("民发〔2022〕73号：不在其对象之内");

    [Theory]
    [InlineData(new[] { "widowedAlone", "economicHardship" }, "key")]
    [InlineData(new[] { "widowedAlone", "minimumLiving" }, "key")]
    [InlineData(new[] { "widowedAlone", "extremelyPoorScattered" }, "key")]
    [InlineData(new[] { "incapacitatedPartial" }, "key")]
    [InlineData(new[] { "dementia" }, "key")]
    [InlineData(new[] { "livingAlone", "economicHardship" }, "key")]
    [InlineData(new[] { "familyPlanningSpecial" }, "key")]
    [InlineData(new[] { "economicHardship" }, "general")]
    [InlineData(new[] { "economicHardship", "emptyNest" }, "general")]
    [InlineData(new[] { "widowedAlone" }, null)]
    [InlineData(new[] { "livingAlone" }, null)]
    public void Changzhi_puts_people_of_eighty_five_in_one_tier_or_none(string[] categories, string? tier)
    {
        var duties = Elder().Is(categories).On("2026-11-19");

        var tiers = duties.Explanation.Duties.Where(d => d.Tier is not null).Select(d => d.Tier);
        Assert.Equal(tier is null ? [] : [tier], tiers);
    }

    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", true)]
    public void Advanced_age_begins_on_the_eightieth_birthday(string day, bool owes)
    {
        var duties = Elder().Born("1946-03-02").Is("economicHardship").On(day).Explanation.Duties;

        Assert.Equal(owes, duties.Any(d => d.Rule == General));
    }

    [Theory]
    [InlineData("1966-11-19", "2026-11-18", false)]
    [InlineData("1966-11-19", "2026-11-19", true)]
    [InlineData("1968-02-29", "2028-02-28", false)]
    [InlineData("1968-02-29", "2028-02-29", true)]
    [InlineData("1964-02-29", "2024-02-29", true)]
    public void Sixty_begins_on_the_birthday_itself(string born, string day, bool counted) =>
        Elder().Born(born).EnrolledOn("2022-12-01").LivesIn(Elsewhere).Is("livingAlone").On(day).IsCounted(counted);

    [Theory]
    [InlineData("2025-02-27", 60)]
    [InlineData("2025-02-28", 61)]
    [InlineData("2024-02-28", 59)]
    public void Somebody_born_on_29_February_has_the_birthday_on_the_28th_in_common_years(string day, int age) =>
        Assert.Equal(age, Ages.On(Day("1964-02-29"), Day(day)));

    [Fact]
    public void Somebody_too_young_reads_when_they_enter() =>
        Elder()
            .Born("1977-05-06")
            .Is("familyPlanningSpecial")
            .On("2026-11-19")
            .IsCounted(false)
            .Notes("2037年5月6日生日当天起自动纳入");

    [Theory]
    [InlineData("2022-09-26", false)]
    [InlineData("2022-09-27", true)]
    public void The_national_guidance_holds_from_its_signature(string day, bool counted) =>
        Elder().LivesIn(Elsewhere).EnrolledOn("2022-01-01").Is("livingAlone").On(day).IsCounted(counted);

    [Theory]
    [InlineData("2023-05-18", false)]
    [InlineData("2023-05-19", true)]
    public void The_plan_of_Changzhi_holds_from_its_printing(string day, bool owes)
    {
        var duties = Elder().EnrolledOn("2023-01-01").Is("dementia").On(day).Explanation.Duties;

        Assert.Equal(owes, duties.Any(d => d.Rule == Key));
    }

    [Theory]
    [InlineData("leftBehind", true, true)]
    [InlineData("emptyNest", true, true)]
    [InlineData("leftBehind", null, true)]
    [InlineData("leftBehind", false, false)]
    [InlineData("livingAlone", true, false)]
    public void Inner_Mongolia_asks_for_a_quarterly_visit_on_farms_and_pastures(string category, bool? rural, bool owes)
    {
        var duties = Elder().LivesIn(InnerMongolia, rural).Is(category).On("2026-11-19");

        Assert.Equal(owes, duties.Explanation.Duties.Any(d => d.Rule == Quarterly));
        if (owes)
        {
            duties.Owes(Quarterly, "2026-10-01", "2027-01-01");
            Assert.Equal(Modes.OnSite | Modes.Phone, duties.Of(Quarterly).Modes);
        }
        if (rural is null)
        {
            duties.Notes("按农村牧区对待");
        }
    }

    [Theory]
    [InlineData("2018-08-09", false)]
    [InlineData("2018-08-10", true)]
    public void Inner_Mongolia_asks_from_its_publication(string day, bool owes)
    {
        var duties = Elder().LivesIn(InnerMongolia).EnrolledOn("2018-01-01").Is("emptyNest").On(day).Explanation.Duties;

        Assert.Equal(owes, duties.Any(d => d.Rule == Quarterly));
    }

    [Fact]
    public void Refusal_leaves_no_duty_and_quotes_why() =>
        Elder()
            .Is("dementia")
            .Wishes(Consent.Refused, "2026-02-01")
            .On("2026-11-19")
            .IsCounted()
            .OwesNot(Goal)
            .OwesNot(Key)
            .Notes("在坚持个人自愿前提下");

    [Fact]
    public void Not_asked_yet_is_protected() =>
        Elder().Is("dementia").Wishes(Consent.NotAsked, "2026-02-01").On("2026-11-19").Owes(Goal).Notes("尚未征询");

    [Theory]
    [InlineData("2026-11-18", true)]
    [InlineData("2026-11-19", false)]
    public void Who_left_is_outside_from_that_day(string day, bool counted) =>
        Elder().Is("dementia").Leaves(LeaveReason.Institution, "2026-11-19").On(day).IsCounted(counted);
}
