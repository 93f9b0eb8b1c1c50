using System.Text.Json;
using Xunit;

namespace Tanfang.Policy.Tests;

/// <summary>The example of the contract that outside checks rely on, field by field.</summary>
public class ContractExampleTests
{
    private const string Facts = """
        { "division": "140426101201", "rural": true, "birthDate": "1941-03-02", "enrolledOn": "2026-01-05",
          "categories": ["livingAlone", "incapacitatedFull", "economicHardship"], "consent": "willing",
          "situations": [ { "kind": "lockdown", "division": "1404", "from": "2026-11-20", "until": "2026-12-01" } ] }
        """;

    private const string RemoteQuote =
        "在社区实施封控管理等无法上门探访的情况下，加大远程探访频次，通过电话、楼宇视频、微信等方式加强沟通";

    [Fact]
    public void The_day_before_the_lockdown_asks_for_a_weekly_visit_on_site()
    {
        var duty = KeyDutyOn("2026-11-19", out var answer);

        Assert.True(answer.GetProperty("enrolled").GetBoolean());
        Assert.Equal("cadence", duty.GetProperty("kind").GetString());
        Assert.Equal("key", duty.GetProperty("tier").GetString());
        Assert.Equal("""{"every":"week","atLeast":1}""", Compact(duty.GetProperty("cadence")));
        Assert.Equal("""["onSite"]""", Compact(duty.GetProperty("modes")));
        Assert.Equal("""{"from":"2026-11-16","until":"2026-11-23"}""", Compact(duty.GetProperty("period")));
        Assert.Equal("2026-11-22", duty.GetProperty("dueOn").GetString());
        Assert.False(duty.GetProperty("firstPeriodShort").GetBoolean());
        Assert.Equal(
            """{"document":"长民发〔2023〕38号","section":"二（三）2","quote":"每周至少上门探访一次"}""",
            Compact(duty.GetProperty("citation"))
        );
        Assert.Contains("本系统的解释", duty.GetProperty("reading").GetString());
        Assert.Equal("""["失能"]""", Compact(duty.GetProperty("because")));
        Assert.False(duty.TryGetProperty("substitution", out _));
        Assert.Contains("同时符合：高龄独居", Compact(answer.GetProperty("notes")));
    }

    [Fact]
    public void The_first_day_of_the_lockdown_accepts_phone_and_video_instead()
    {
        var duty = KeyDutyOn("2026-11-20", out _);

        Assert.Equal("""["onSite","phone","video"]""", Compact(duty.GetProperty("modes")));
        Assert.Equal(
            $$"""{"document":"民发〔2022〕73号","section":"二（五）","quote":"{{RemoteQuote}}"}""",
            Compact(duty.GetProperty("substitution").GetProperty("citation"))
        );
        Assert.Equal("""["失能"]""", Compact(duty.GetProperty("because")));
    }

    [Theory]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    public void The_substitution_ends_with_the_lockdown(string day, bool substituted)
    {
        var duty = KeyDutyOn(day, out _);

        Assert.Equal(substituted, duty.TryGetProperty("substitution", out _));
    }

    [Theory]
    [InlineData("2026-11-19", new[] { "goal", "incapacitated", "emergency", "key", "goal", "emergency" })]
    [InlineData("2026-11-20", new[] { "goal", "incapacitated", "lockdown", "emergency", "key", "goal", "emergency" })]
    public void Duties_of_nation_and_city_stack_in_that_order(string day, string[] rules)
    {
        KeyDutyOn(day, out var answer);

        Assert.Equal(
            rules,
            answer.GetProperty("duties").EnumerateArray().Select(d => d.GetProperty("rule").GetString()!.Split('/')[1])
        );
    }

    private static JsonElement KeyDutyOn(string day, out JsonElement answer)
    {
        var elder = FactsJson.Parse(new("facts.json", Facts), Shipped.Policies, _ => null).Elders[0];
        var bytes = ExplanationJson.Write(Explain.On(Shipped.Policies, elder, ElderStory.Day(day)));
        answer = JsonDocument.Parse(bytes).RootElement;
        return answer
            .GetProperty("duties")
            .EnumerateArray()
            .Single(d => d.GetProperty("rule").GetString() == LedgerStory.Key);
    }

    private static string Compact(JsonElement element) =>
        element
            .GetRawText()
            .ReplaceLineEndings("")
            .Replace("  ", "", StringComparison.Ordinal)
            .Replace("\": ", "\":", StringComparison.Ordinal);
}
