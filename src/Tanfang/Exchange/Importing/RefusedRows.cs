using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Importing;

/// <summary>
/// The refused lines as they were read, for the error workbook: it is made while others wait to write, and must not read the file again.
/// Holds what the workbook will hold and nothing else.
/// </summary>
public sealed class RefusedRows(IReadOnlyList<string> header, IReadOnlyList<Columns.Column?> columns)
{
    private readonly SortedDictionary<int, SheetRow> lines = [];

    /// <summary>The titles of the file.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>What they mean; null where they mean nothing to us.</summary>
    public IReadOnlyList<Columns.Column?> Columns => columns;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<SheetRow> Lines => lines.Values;

    public void Keep(SheetRow line) => lines[line.Number] = line;

    /// <summary>Those of a file that is only looked at, read once more.</summary>
    public static RefusedRows Of(byte[] file, ImportReport report)
    {
        var sheet = OpenSheet.Run(file);
        var refused = report.Errors.Select(e => e.Row).ToHashSet();
        var rows = new RefusedRows(sheet.Header, ReadHeader.Of(sheet).Columns);
        foreach (var line in sheet.Rows.Where(line => refused.Contains(line.Number)))
        {
            rows.Keep(line);
        }

        return rows;
    }
}
