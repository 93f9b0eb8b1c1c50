using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>A line of a mapped list that is nobody's, and why.</summary>
public sealed record SkippedRow(string Place, string Why);

/// <summary>
/// The lines of all sheets that a mapping names, one after the other. A line's cells are those of <see cref="SheetMap.Columns"/>; what stands
/// right of them follows.
/// </summary>
public sealed class MappedList
{
    private readonly byte[] file;
    private readonly IReadOnlyList<(BookSheet Sheet, int HeaderFrom)> sheets;
    private readonly List<SkippedRow> skipped = [];
    private int hiddenRows;

    private MappedList(byte[] file, SheetMap map, BookTraits traits, IReadOnlyList<(BookSheet, int)> sheets) =>
        (this.file, Map, Traits, this.sheets) = (file, map, traits, sheets);

    public SheetMap Map { get; }

    public BookTraits Traits { get; }

    /// <summary>Those that are read, each with the number of its first header row.</summary>
    public IReadOnlyList<(BookSheet Sheet, int HeaderFrom)> Sheets => sheets;

    /// <summary>Complete when the rows have been read.</summary>
    public IReadOnlyList<SkippedRow> Skipped => skipped;

    /// <exception cref="UnreadableFileException">The file cannot be read, or a sheet has another header than the map.</exception>
    public static MappedList Open(byte[] file, SheetMap map)
    {
        var book = OpenBook.Run(file, counted: false);
        var sheets = new List<(BookSheet, int)>();
        foreach (var sheet in book.Sheets.Where(sheet => map.Sheets.Contains(sheet.Index)))
        {
            sheets.Add(
                FindHeader.Run(sheet, map.Signature, map.HeaderRows, map.HeaderFrom) is { } from
                    ? (sheet, from)
                    : throw new UnreadableFileException(
                        $"工作表“{sheet.Name}”的表头与对应关系不同",
                        "请只选表头相同的工作表，其他的另行导入"
                    )
            );
        }

        return sheets.Count > 0
            ? new MappedList(file, map, book.Traits, sheets)
            : throw new UnreadableFileException("没有选工作表", "请至少选一张");
    }

    /// <summary>Read once. A row's number is a <see cref="RowNumber"/>.</summary>
    public IEnumerable<SheetRow> Rows()
    {
        for (var i = 0; i < sheets.Count; i++)
        {
            foreach (var row in Of(i))
            {
                yield return row;
            }
        }
    }

    /// <summary>What a line says of our fields: their words in ours, strokes left out, columns of one field together, constants where nothing else is said.</summary>
    public IEnumerable<(string Target, Cell Cell)> Read(SheetRow row)
    {
        var said = new List<(string Target, Cell Cell)>();
        for (var i = 0; i < Math.Min(Map.Columns.Count, row.Cells.Count); i++)
        {
            if (Map.Columns[i].Target is not { } target || IsNothing(row.Cells[i]))
            {
                continue;
            }

            var cell = Ours(target, row.Cells[i]);
            var at = said.FindIndex(pair => pair.Target == target);
            if (at < 0)
            {
                said.Add((target, cell));
            }
            else
            {
                said[at] = (target, new Cell($"{said[at].Cell.AsText} {cell.AsText}"));
            }
        }

        return said.Concat(
            Map.Constants.Where(all => !said.Exists(pair => pair.Target == all.Key))
                .Select(all => (all.Key, Ours(all.Key, new Cell(all.Value))))
        );
    }

    /// <summary>What a line says of one of our fields.</summary>
    public Cell Get(SheetRow row, string target) => Read(row).FirstOrDefault(pair => pair.Target == target).Cell;

    /// <summary>第 5 行; of several sheets 工作表“西村”第 5 行.</summary>
    public string Place(int number) =>
        SheetName(number) is { } name
            ? $"工作表“{name}”第 {RowNumber.Row(number)} 行"
            : $"第 {RowNumber.Row(number)} 行";

    /// <summary>Null of a file that has but one.</summary>
    public string? SheetName(int number) =>
        sheets[RowNumber.Sheet(number)].Sheet.Name is { Length: > 0 } name ? name : null;

    /// <summary>What somebody should know who sees less in a spreadsheet program than was read. Complete when the rows have been read.</summary>
    public IEnumerable<string> Notes()
    {
        if (hiddenRows > 0)
        {
            yield return $"有 {hiddenRows} 行是隐藏的，也读取了";
        }

        if (sheets.Sum(s => s.Sheet.HiddenColumns) is > 0 and var columns)
        {
            yield return $"有 {columns} 列是隐藏的，也读取了";
        }

        foreach (var (sheet, _) in sheets.Where(s => s.Sheet.IsHidden))
        {
            yield return $"工作表“{sheet.Name}”是隐藏的，因为选了它而读取";
        }

        if (Traits.HasFormulas)
        {
            yield return "表里有公式，按上次保存的结果读取";
        }

        if (Traits.CountsFrom1904)
        {
            yield return "工作簿从 1904 年起计日期，已按此换算";
        }
    }

    private IEnumerable<SheetRow> Of(int at)
    {
        var (sheet, from) = sheets[at];
        var below = from + Map.HeaderRows;
        var titles = HeaderText.Of(sheet, from, Map.HeaderRows);
        var kinds = new RowKinds(Map, titles, sheet, from);
        // A corrected error workbook has one column more than the list it came from.
        var says = titles.ToList().IndexOf(SheetMap.Says);
        var above = new Cell[Map.Width];
        var group = "";
        foreach (var row in OpenBook.Rows(file, sheet.Index).SkipWhile(row => row.Number < below))
        {
            var number = RowNumber.Of(at, row.Number);
            hiddenRows += row.IsHidden ? 1 : 0;
            if (kinds.WhySkipped(row) is { } why)
            {
                skipped.Add(new SkippedRow(Place(number), why));
                group = why == RowKinds.Heading ? PlaceText.Clean(row.Cells.First(c => !c.IsEmpty).AsText) : group;
                continue;
            }

            yield return row with
            {
                Number = number,
                Cells = Cells(row, above, sheet.Name, group, says),
                Own = row.Own,
            };
        }
    }

    private Cell[] Cells(SheetRow row, Cell[] above, string sheet, string group, int says)
    {
        var cells = new Cell[Map.Width + 2 + Math.Max(0, row.Cells.Count - Map.Width)];
        for (var i = 0; i < Map.Width; i++)
        {
            var own = i < row.Cells.Count ? row.Cells[i] : default;
            var repeats = own.IsEmpty ? Map.Columns[i].FillsDown : SheetWords.Shipped.IsDitto(own.Text ?? "");
            cells[i] = repeats ? above[i] : own;
            above[i] = cells[i].IsEmpty ? above[i] : cells[i];
        }

        cells[Map.Width] = new Cell(PlaceText.Clean(sheet));
        cells[Map.Width + 1] = new Cell(group);
        for (var i = Map.Width; i < row.Cells.Count; i++)
        {
            cells[i + 2] = i == says ? default : row.Cells[i];
        }

        return cells;
    }

    private static bool IsNothing(Cell cell) =>
        cell.IsEmpty || (cell.Text is { } text && SheetWords.Shipped.IsNothing(text));

    private Cell Ours(string target, Cell cell) =>
        cell.AsText is { } text && SheetWords.Shipped.Word(Map.Kind, target, text) is var ours && ours != text
            ? new Cell(ours)
            : cell;
}
