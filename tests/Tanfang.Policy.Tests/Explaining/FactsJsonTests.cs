using System.Text;
using Xunit;

namespace Tanfang.Policy.Tests;

public class FactsJsonTests
{
    private const string Good =
        """{"division":"140426101201","birthDate":"1941-03-02","enrolledOn":"2026-01-05","categories":["dementia"],"consent":"willing"}""";

    [Fact]
    public void An_array_is_answered_by_an_array_in_its_order()
    {
        var document = Parse($"[{Good},{Good.Replace("1941", "1951", StringComparison.Ordinal)}]");

        Assert.True(document.IsArray);
        Assert.Equal([1941, 1951], document.Elders.Select(e => e.BirthDate.Year));
    }

    [Fact]
    public void A_place_whose_kind_is_left_out_is_asked_for()
    {
        Assert.True(Parse(Good, _ => true).Elders[0].Rural);
        Assert.Null(Parse(Good).Elders[0].Rural);
    }

    [Theory]
    [InlineData("dementia", "sorrow", "categories[0]", "sorrow")]
    [InlineData("willing", "maybe", "consent", "maybe")]
    [InlineData("1941-03-02", "1941-02-30", "birthDate", "1941-02-30")]
    [InlineData("2026-01-05", "5.1.2026", "enrolledOn", "5.1.2026")]
    [InlineData("140426101201", "14042", "division", "区划")]
    [InlineData("\"consent\"", "\"concent\"", "全文", "concent")]
    public void What_is_wrong_is_named(string good, string bad, string place, string word)
    {
        var wrong = Assert.Throws<PolicyFormatException>(() =>
            Parse(Good.Replace(good, bad, StringComparison.Ordinal))
        );

        Assert.Contains(
            wrong.Problems,
            p => p.File == "facts.json" && p.Place == place && p.Reason.Contains(word, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Something_that_is_no_JSON_names_its_line()
    {
        var wrong = Assert.Throws<PolicyFormatException>(() => Parse("{\n\"division\": ,}"));

        Assert.Equal("第2行", wrong.Problems[0].Place);
    }

    [Fact]
    public void An_unknown_situation_is_named()
    {
        var text = Good[..^1] + ""","situations":[{"kind":"war","division":"","from":"2026-01-01"}]}""";

        Assert.Contains("war", Assert.Throws<PolicyFormatException>(() => Parse(text)).Message);
    }

    [Fact]
    public void The_answer_is_plain_Chinese_in_UTF_8()
    {
        var answer = Encoding.UTF8.GetString(
            ExplanationJson.Write(Explain.On(Shipped.Policies, Parse(Good).Elders[0], ElderStory.Day("2026-11-19")))
        );

        Assert.Contains("每周至少上门探访一次", answer);
        Assert.DoesNotContain("\\u", answer);
        Assert.StartsWith("{\n  \"enrolled\": true,", answer);
    }

    private static FactsDocument Parse(string text, Func<string, bool?>? ruralOf = null) =>
        FactsJson.Parse(new("facts.json", text), Shipped.Policies, ruralOf ?? (_ => null));
}
