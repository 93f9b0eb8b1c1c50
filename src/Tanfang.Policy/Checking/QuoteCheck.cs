namespace Tanfang.Policy;

/// <summary>
/// Each quote stands in its document's text, character by character. Spaces, line and page breaks inside are ignored
/// (the texts are broken anywhere); nothing else is.
/// </summary>
internal static class QuoteCheck
{
    public static IEnumerable<Finding> Of(PolicyPack pack, IReadOnlyList<PolicyText> sources)
    {
        var file = pack.Id + ".json";
        if (sources.FirstOrDefault(s => s.File == pack.Document.Source) is not { } source)
        {
            yield return new(true, file, "document.source", $"没有文件“{pack.Document.Source}”");
            yield break;
        }
        var text = WithoutBreaks(source.Text);
        foreach (var (place, words) in Quotes(pack))
        {
            if (!text.Contains(WithoutBreaks(words), StringComparison.Ordinal))
            {
                yield return new(true, file, place, $"原文中没有“{words}”");
            }
        }
    }

    private static IEnumerable<(string Place, string Words)> Quotes(PolicyPack pack)
    {
        yield return ("document.title", pack.Document.Title);
        if (pack.Document.Number is { } number)
        {
            yield return ("document.number", number);
        }
        if (pack.Voluntary is { } voluntary)
        {
            yield return ("voluntary", voluntary.Quote);
        }
        foreach (var group in pack.Groups)
        {
            yield return ($"groups {group.Key}", group.Who.Quote);
        }
        foreach (var rule in pack.Rules)
        {
            yield return ($"rules {rule.Id}", rule.Duty.Quote);
            foreach (var further in rule.Further)
            {
                yield return ($"rules {rule.Id} further", further.Quote);
            }
        }
        foreach (var substitution in pack.Substitutions)
        {
            yield return ($"substitutions {substitution.Situation}", substitution.Citation.Quote);
        }
    }

    private static string WithoutBreaks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
