using System.Globalization;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>Which lines below a header are nobody's: headings between, totals, the header again, notes at the end. Each is told.</summary>
internal sealed class RowKinds(SheetMap map, IReadOnlyList<string> titles, BookSheet sheet, int headerFrom)
{
    public const string Heading = "分组标题";
    private const string Total = "合计";
    private const string Again = "重复的表头";
    private const string Numbers = "列的编号";
    private const string Note = "表下的说明";
    private const string Prepared = "只有序号，没有填写";

    private static readonly string[] Ordinals = ["序号", "编号", "序", "no", "no."];

    private readonly int ordinal = titles
        .ToList()
        .FindIndex(title => Ordinals.Contains(title, StringComparer.OrdinalIgnoreCase));

    private readonly List<HashSet<string>> header =
    [
        .. sheet
            .Top.Where(row => row.Number >= headerFrom && row.Number < headerFrom + map.HeaderRows)
            .Select(row => Texts(row).ToHashSet()),
    ];

    /// <summary>Null when the line is somebody's.</summary>
    public string? WhySkipped(SheetRow row)
    {
        var filled = row.Cells.Select((cell, i) => (Cell: cell, At: i)).Where(pair => !pair.Cell.IsEmpty).ToList();
        var first = filled[0].Cell.AsText ?? "";
        if (
            filled.Take(3).Any(pair => pair.Cell.Text is { } text && SheetWords.Shipped.IsTotal(text))
            && !HasPerson(filled)
        )
        {
            return Total;
        }

        if (row.IsAcross)
        {
            return SheetWords.Shipped.IsNote(Before(first)) ? Note : Heading;
        }

        if (header.Exists(line => line.Count > 1 && line.SetEquals(Texts(row))))
        {
            return Again;
        }

        return row.Own == 1 ? Alone(filled[0].At, filled[0].Cell, first)
            : SheetWords.Shipped.IsNote(Before(first)) && filled.Count <= 4 ? Note
            : filled.Count > 2 && IsCounting(filled) ? Numbers
            : null;
    }

    private string? Alone(int at, Cell cell, string text) =>
        at == ordinal && double.TryParse(text, CultureInfo.InvariantCulture, out _) ? Prepared
        : SheetWords.Shipped.IsNote(Before(text)) ? Note
        // A word alone in the first column, where no person begins.
        : at == 0 && cell.Text is not null && titles.Count > 2 && map.Columns[0].Target is null ? Heading
        : null;

    /// <summary>1, 2, 3, … beneath the titles.</summary>
    private static bool IsCounting(List<(Cell Cell, int At)> filled)
    {
        var numbers = filled
            .Select(pair =>
                int.TryParse(pair.Cell.AsText, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
            )
            .SkipWhile(n => n == 0)
            .ToList();
        return numbers.Count > 2 && numbers.Select((n, i) => n == numbers[0] + i).All(follows => follows);
    }

    /// <summary>A name that is no word of sums, and something long enough to be a number: somebody's line after all.</summary>
    private static bool HasPerson(List<(Cell Cell, int At)> filled) =>
        filled.Exists(pair => pair.Cell.AsText is { Length: >= 15 } text && text.Count(char.IsAsciiDigit) >= 15);

    private static string Before(string text)
    {
        var bare = SheetWords.Bare(text);
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? bare : bare[..(colon + 1)];
    }

    private static IEnumerable<string> Texts(SheetRow row) =>
        row.Cells.Where(cell => !cell.IsEmpty).Select(cell => SheetWords.Bare(cell.AsText ?? ""));
}
