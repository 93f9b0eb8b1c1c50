using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>A file of elders and how it is read: as the template of its kind, or as a mapping says.</summary>
public sealed record ElderFile(byte[] Bytes, SheetMap? Map, ListKind Kind)
{
    public ElderFile(byte[] bytes, SheetMap? map)
        : this(bytes, map, ElderTargets.Elders) { }

    public static implicit operator ElderFile(byte[] bytes) => new(bytes, null);

    /// <summary>Whether the file can be read as the template of its kind.</summary>
    public static bool IsTemplate(byte[] bytes, ListKind kind, out UnreadableFileException? why)
    {
        try
        {
            ReadHeader.Of(OpenSheet.Run(bytes), kind);
            why = null;
            return true;
        }
        catch (UnreadableFileException refused)
        {
            why = refused;
            return false;
        }
    }

    /// <exception cref="UnreadableFileException">The file as a whole cannot be read.</exception>
    public ElderList Open() => Map is { } map ? Mapped(MappedList.Open(Bytes, map)) : Template();

    private ElderList Template()
    {
        var sheet = OpenSheet.Run(Bytes);
        var header = ReadHeader.Of(sheet, Kind);
        IEnumerable<(Column, Cell)> Read(SheetRow row) =>
            row
                .Cells.Zip(header.Columns)
                .Where(pair => pair.Second is not null && !pair.First.IsEmpty)
                .Select(pair => (pair.Second!, pair.First));
        var report = new ImportReport { Ignored = [.. header.Ignored], Naming = new RowNaming(Kind.TitleOf, []) };
        var titles = header.Columns.Select((column, i) => column?.Title ?? sheet.Header[i]);
        var top = new SheetRow(1, [.. sheet.Header.Select(title => new Cell(title))]);
        var refused = new RefusedSheet(null, [top], [], [.. titles], 1) { Columns = header.Columns };
        return new ElderList(sheet.Rows, Read, header.Columns.Count, sheet.CountsFrom1904, report, [refused], _ => { });
    }

    private ElderList Mapped(MappedList list)
    {
        var map = list.Map;
        var titles = map.Columns.Take(map.Width).Select(column => column.Title).ToList();
        var report = new ImportReport
        {
            Ignored =
            [
                .. map
                    .Columns.Take(map.Width)
                    .Where(c => c.Target is null && c.Title.Length > 0 && c.Title != SheetMap.Says)
                    .Select(c => c.Title),
            ],
            Naming = new RowNaming(field => Kind.TitleOf(map, field), [.. list.Sheets.Select(s => s.Sheet.Name)]),
        };
        return new ElderList(
            list.Rows(),
            row => list.Read(row).Select(said => (Kind.Column(said.Target), said.Cell)),
            map.Columns.Count,
            list.Traits.CountsFrom1904,
            report,
            [
                .. list.Sheets.Select(s => new RefusedSheet(
                    s.Sheet.Name,
                    [.. s.Sheet.Top.Where(row => row.Number < s.HeaderFrom + map.HeaderRows)],
                    [.. s.Sheet.Merges.Where(m => m.ToRow < s.HeaderFrom + map.HeaderRows)],
                    titles,
                    s.HeaderFrom + map.HeaderRows - 1
                )
                {
                    HeaderFrom = s.HeaderFrom,
                    RepeatsHeadings = map.Columns[^1].Target is not null,
                }),
            ],
            done =>
            {
                done.Skipped.AddRange(list.Skipped);
                done.Notes.AddRange(list.Notes());
            }
        );
    }
}

/// <summary>A list of elders while it is read.</summary>
/// <param name="Read">The filled cells of a line that mean something to us.</param>
/// <param name="Width">Cells right of these belong to no column.</param>
/// <param name="Sheets">What an error workbook repeats of it.</param>
/// <param name="Finish">Tells the report what was seen on the way.</param>
public sealed record ElderList(
    IEnumerable<SheetRow> Rows,
    Func<SheetRow, IEnumerable<(Column Column, Cell Cell)>> Read,
    int Width,
    bool CountsFrom1904,
    ImportReport Report,
    IReadOnlyList<RefusedSheet> Sheets,
    Action<ImportReport> Finish
)
{
    /// <summary>Cells to the right of the columns: a quote that is missing, or a cell that has slipped.</summary>
    public static readonly Refusal Overflow = new(
        "import.cells",
        "这一行比表头多出几格",
        "请检查是否串列、引号是否成对"
    );

    public bool Overflows(SheetRow line) => line.Cells.Skip(Width).Any(cell => !cell.IsEmpty);
}
