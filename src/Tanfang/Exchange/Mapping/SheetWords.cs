using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tanfang.Exchange.Mapping;

/// <summary>data/dictionaries/sheet-words.json: by what titles lists from elsewhere call our fields, and with what words they fill them.</summary>
public sealed partial class SheetWords
{
    private sealed record Section(
        Dictionary<string, string[]> Titles,
        Dictionary<string, Dictionary<string, string>> Words
    );

    private sealed record Content(
        string[] SomebodyElse,
        string[] Totals,
        string[] Notes,
        string[] Nothing,
        string[] Ditto,
        Dictionary<string, Section> Lists
    );

    private const string Elders = "elders";

    private static readonly Lazy<SheetWords> Kept = new(() =>
        new(
            JsonSerializer.Deserialize<Content>(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "dictionaries", "sheet-words.json")),
                JsonSerializerOptions.Web
            )!
        )
    );

    private readonly Content content;
    private readonly HashSet<string> nothing;
    private readonly HashSet<string> ditto;

    private SheetWords(Content content)
    {
        this.content = content;
        nothing = [.. content.Nothing];
        ditto = [.. content.Ditto];
    }

    public static SheetWords Shipped => Kept.Value;

    /// <summary>Titles by which one of our fields goes elsewhere: in lists of this kind, else in those of elders.</summary>
    public IReadOnlyList<string> Titles(string kind, string target) =>
        content.Lists.GetValueOrDefault(kind)?.Titles.GetValueOrDefault(target)
        ?? content.Lists[Elders].Titles.GetValueOrDefault(target)
        ?? [];

    /// <summary>Our word for theirs; theirs when we have none.</summary>
    public string Word(string kind, string target, string theirs) =>
        (
            content.Lists.GetValueOrDefault(kind)?.Words.GetValueOrDefault(target)
            ?? content.Lists[Elders].Words.GetValueOrDefault(target)
        )
            is { } words
            ? words.GetValueOrDefault(Bare(theirs), theirs)
            : theirs;

    /// <summary>A stroke in a cell says that nothing is said.</summary>
    public bool IsNothing(string text) => nothing.Contains(text.Trim());

    /// <summary>同上: what the cell above says.</summary>
    public bool IsDitto(string text) => ditto.Contains(text.Trim());

    /// <summary>合计, 总计, 小计 and the like, perhaps with a figure behind.</summary>
    public bool IsTotal(string text) =>
        Bare(text) is var bare
        && bare.Length <= 16
        && content.Totals.Any(word =>
            bare == word
            || bare.EndsWith(word, StringComparison.Ordinal)
            || bare.StartsWith(word, StringComparison.Ordinal)
        );

    /// <summary>填表人：… and other lines below a list.</summary>
    public bool IsNote(string text) =>
        Bare(text) is var bare
        && content.Notes.Any(word => bare.StartsWith(word + ":", StringComparison.Ordinal) || bare == word);

    /// <summary>A heading whose columns speak of somebody else than the elder: 监护人, 配偶.</summary>
    public bool IsSomebodyElse(string heading) =>
        content.SomebodyElse.Any(word => heading.Contains(word, StringComparison.Ordinal));

    /// <summary>Without spaces, stars and the width of letters: titles that look alike are alike.</summary>
    public static string Bare(string title) =>
        string.Concat(
            string.Concat(title.EnumerateRunes())
                .Normalize(NormalizationForm.FormKC)
                .Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('*' or '\uFEFF' or '\u200B'))
        );

    /// <summary>Without what stands in brackets behind: 出生日期(年/月/日).</summary>
    public static string Short(string title) => Brackets().Replace(Bare(title), "");

    [GeneratedRegex(@"[(\[【][^)\]】]*[)\]】]")]
    private static partial Regex Brackets();
}
