using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Importing;

/// <summary>What an error workbook repeats of a sheet, so that it can be corrected and sent again as it is.</summary>
/// <param name="Name">Null of a file that has but one.</param>
/// <param name="Above">The lines down to the end of the header.</param>
/// <param name="Merges">Those among them.</param>
/// <param name="Titles">By what name errors call its columns.</param>
/// <param name="HeaderEnd">The number of the last header row.</param>
public sealed record RefusedSheet(
    string? Name,
    IReadOnlyList<SheetRow> Above,
    IReadOnlyList<Span> Merges,
    IReadOnlyList<string> Titles,
    int HeaderEnd
)
{
    public int HeaderFrom { get; init; } = 1;

    /// <summary>Of our own template: what its columns are. Empty of a mapped list.</summary>
    public IReadOnlyList<Column?> Columns { get; init; } = [];

    /// <summary>Whether the headings between rows say something of the rows below them.</summary>
    public bool RepeatsHeadings { get; init; }
}

/// <summary>
/// The refused lines as they were read, for the error workbook: it is made while others wait to write, and must not read the file again.
/// </summary>
public sealed class RefusedRows(IReadOnlyList<RefusedSheet> sheets)
{
    private readonly SortedDictionary<int, SheetRow> lines = [];

    public IReadOnlyList<RefusedSheet> Sheets => sheets;

    /// <summary>In the order of the file.</summary>
    public IEnumerable<SheetRow> Of(int sheet) => lines.Values.Where(line => RowNumber.Sheet(line.Number) == sheet);

    public void Keep(SheetRow line) => lines[line.Number] = line;

    /// <summary>Those of a file that is only looked at, read once more.</summary>
    public static RefusedRows Of(ElderFile file, ImportReport report)
    {
        var list = file.Open();
        var refused = report.Errors.Select(e => (e.Sheet, e.Row)).ToHashSet();
        var rows = new RefusedRows(list.Sheets);
        foreach (var line in list.Rows)
        {
            if (refused.Contains((list.Report.Naming.SheetName(line.Number), RowNumber.Row(line.Number))))
            {
                rows.Keep(line);
            }
        }

        return rows;
    }
}
