using Xunit;

namespace Tanfang.Policy.Tests;

public class PolicyCheckTests
{
    private static readonly DateOnly Today = ElderStory.Day("2026-11-19");

    [Fact]
    public void Every_quote_that_ships_stands_in_its_text() => Assert.DoesNotContain(Run(), f => f.Failure);

    [Theory]
    [InlineData("changzhi-2023-38.json", "每周至少上门探访一次", "每周至少上门探访1次")]
    [InlineData("changzhi-2023-38.json", "到2025年底,确保", "到2025年底，确保")]
    [InlineData("national-2022-73.json", "在坚持个人自愿前提下", "在坚持个人自愿的前提下")]
    [InlineData("minban-2020-7.json", "对于出现疑似症状的上述老年人", "对于出现症状的上述老年人")]
    [InlineData("neimenggu-2018.json", "\"农村牧区留守、空巢老年人\"", "\"农村牧区空巢、留守老年人\"")]
    public void A_changed_word_is_a_failure(string file, string words, string changed)
    {
        var packs = Shipped.Packs.Select(p =>
            p.File == file ? p with { Text = p.Text.Replace(words, changed, StringComparison.Ordinal) } : p
        );

        Assert.Contains(
            Run([.. packs]),
            f => f.Failure && f.File == file && f.Text.Contains("原文中没有", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_missing_text_is_a_failure() =>
        Assert.Contains(
            PolicyCheck.Run(Shipped.Dictionary, Shipped.Readings, Shipped.Packs, [], Today),
            f => f.Failure && f.Place == "document.source"
        );

    [Fact]
    public void A_broken_reference_is_a_failure_that_names_it()
    {
        var packs = Shipped.Packs.Select(p =>
            p with
            {
                Text = p.Text.Replace("$festivals", "$feasts", StringComparison.Ordinal),
            }
        );

        Assert.Contains(Run([.. packs]), f => f.Failure && f.Text.Contains("feasts", StringComparison.Ordinal));
    }

    [Fact]
    public void Taking_a_category_as_a_reason_not_to_visit_is_a_failure()
    {
        var county = CountyPack.Text with
        {
            Text = CountyPack.Text.Text.Replace(
                "{ \"category\": [\"economicHardship\"] }",
                "{ \"not\": { \"category\": [\"economicHardship\"] } }",
                StringComparison.Ordinal
            ),
        };

        var findings = PolicyCheck.Run(
            Shipped.Dictionary,
            Shipped.Readings,
            [.. Shipped.Packs, county],
            [.. Shipped.Sources, CountyPack.Source],
            Today
        );
        Assert.Contains(
            findings,
            f => f.Failure && f.File == county.File && f.Text.Contains("not", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_stricter_tier_that_widens_the_modes_is_a_failure()
    {
        var packs = Shipped.Packs.Select(p =>
            p.File == "changzhi-2023-38.json"
                ? p with
                {
                    Text = p.Text.Replace(
                        "\"every\": \"week\",\n      \"atLeast\": 1,\n      \"modes\": [\"onSite\"]",
                        "\"every\": \"week\",\n      \"atLeast\": 1,\n      \"modes\": [\"phone\"]",
                        StringComparison.Ordinal
                    ),
                }
                : p
        );

        Assert.Contains(Run([.. packs]), f => f.Failure && f.Place == "rules changzhi-2023-38/key");
    }

    [Fact]
    public void A_parameter_that_nothing_reads_is_a_failure()
    {
        var readings = Shipped.Readings with
        {
            Text = Shipped.Readings.Text.Replace(
                "\"parameters\": [",
                """
                "parameters": [{ "key": "idle", "question": "？", "value": 3, "answer": "三", "reason": "无", "verifiable": false },
                """,
                StringComparison.Ordinal
            ),
        };

        Assert.Contains(
            PolicyCheck.Run(Shipped.Dictionary, readings, Shipped.Packs, Shipped.Sources, Today),
            f => f.Failure && f.Place == "idle"
        );
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    public void A_goal_has_lapsed_from_the_day_after_its_date(string day, bool lapsed)
    {
        var findings = PolicyCheck.Run(
            Shipped.Dictionary,
            Shipped.Readings,
            Shipped.Packs,
            Shipped.Sources,
            ElderStory.Day(day)
        );

        Assert.Equal(
            lapsed,
            findings.Any(f =>
                !f.Failure
                && f.Place == "rules national-2022-73/goal"
                && f.Text.StartsWith("过期", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData("minban-2020-7.json", "validUntil", "没有写明终止日期")]
    [InlineData("minban-2020-7.json", "rules minban-2020-7/cared", "没有写明次数")]
    [InlineData("national-2022-73.json", "groups targets", "“等”字")]
    [InlineData("national-2022-73.json", "rules national-2022-73/incapacitated", "重叠：与 national-2022-73/goal")]
    [InlineData("changzhi-2023-38.json", "rules changzhi-2023-38/general", "重叠：与 national-2022-73/incapacitated")]
    [InlineData("categories.json", "noCarerForNow", "没有哪条规则用到")]
    public void What_the_law_leaves_open_is_listed_and_no_failure(string file, string place, string words) =>
        Assert.Contains(
            Run(),
            f => !f.Failure && f.File == file && f.Place == place && f.Text.Contains(words, StringComparison.Ordinal)
        );

    private static IReadOnlyList<Finding> Run(IReadOnlyList<PolicyText>? packs = null) =>
        PolicyCheck.Run(Shipped.Dictionary, Shipped.Readings, packs ?? Shipped.Packs, Shipped.Sources, Today);
}
