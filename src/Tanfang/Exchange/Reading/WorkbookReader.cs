using System.Xml;
using ExcelDataReader;

namespace Tanfang.Exchange.Reading;

/// <summary>The sheets of a workbook, one after the other. Formulas are not evaluated: a cell is what was last saved in it.</summary>
internal sealed class WorkbookReader : IDisposable
{
    /// <summary>A sheet may claim rows and columns without end though it holds a few, and many sheets may; to walk them all would take for ever.</summary>
    private const long MostCells = 40_000_000;

    /// <summary>To step over an empty row takes as long as so many cells.</summary>
    private const int PerRow = 8;

    private readonly IExcelDataReader reader;
    private long claimed;

    private WorkbookReader(IExcelDataReader reader, BookTraits traits) => (this.reader, Traits) = (reader, traits);

    public BookTraits Traits { get; }

    public string Name => Whole(Guarded(() => reader.Name) ?? "");

    public bool IsHidden => !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);

    /// <summary>Those that are none, as broken files have them, left out.</summary>
    public IReadOnlyList<Span> Merges =>
        [
            .. (reader.MergeCells ?? [])
                .Select(m => new Span(m.FromRow + 1, m.ToRow + 1, m.FromColumn, m.ToColumn))
                .Where(m =>
                    m is { FromRow: > 0, FromColumn: >= 0 } && m.ToRow >= m.FromRow && m.ToColumn >= m.FromColumn
                ),
        ];

    /// <summary>Of Excel 2007 and later or WPS, or of Excel 97 to 2003.</summary>
    public static WorkbookReader Open(byte[] file)
    {
        var traits = OpenSheet.IsXlsx(file) ? ZipGuard.Run(file) : OldWorkbook.Traits(file);
        var reader = Guarded(() =>
            OpenSheet.IsXlsx(file)
                ? ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file))
                : ExcelReaderFactory.CreateBinaryReader(new MemoryStream(file))
        );
        return new WorkbookReader(reader, traits);
    }

    public bool NextSheet() => Guarded(reader.NextResult);

    public int HiddenColumns =>
        Guarded(() => Enumerable.Range(0, Math.Min(reader.FieldCount, 512)).Count(i => reader.GetColumnWidth(i) == 0));

    /// <summary>The first line of the sheet and every other that holds something; cells to the right of the last filled one are left off.</summary>
    public IEnumerable<SheetRow> Rows()
    {
        claimed += (long)reader.RowCount * (reader.FieldCount + PerRow);
        if (claimed > MostCells)
        {
            throw new UnreadableFileException(
                $"工作表的范围有 {reader.RowCount} 行 × {reader.FieldCount} 列，大得不合情理",
                "请把名单复制到一张新的工作表里，另存为 .xlsx"
            );
        }

        for (var number = 1; Guarded(reader.Read); number++)
        {
            var cells = Cells();
            if (cells.Length > 0 || number == 1)
            {
                yield return new SheetRow(number, cells) { IsHidden = reader.RowHeight == 0 };
            }
        }
    }

    public void Dispose() => reader.Dispose();

    private Cell[] Cells()
    {
        var filled = reader.FieldCount;
        while (filled > 0 && reader.GetValue(filled - 1) is null)
        {
            filled--;
        }

        var cells = new Cell[filled];
        for (var i = 0; i < filled; i++)
        {
            cells[i] = CellOf(reader.GetValue(i));
        }

        return cells;
    }

    private static Cell CellOf(object? value) =>
        value switch
        {
            null => default,
            string text => new Cell(Whole(text)),
            DateTime moment => new Cell(null, Day: DateOnly.FromDateTime(moment)),
            double number => new Cell(null, Number: number),
            int number => new Cell(null, Number: number),
            bool answer => new Cell(answer ? "是" : "否"),
            var other => new Cell(other.ToString()),
        };

    /// <summary>A workbook can hold halves of characters and NUL, which no store takes.</summary>
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        return string.Concat(text.Replace("\0", "", StringComparison.Ordinal).EnumerateRunes());
    }

    /// <summary>Whatever a library says of a broken file, the sender hears that it is broken.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw OldWorkbook.Locked();
        }
        catch (Exception broken)
            when (broken
                    is ExcelDataReader.Exceptions.ExcelReaderException
                        or XmlException
                        or InvalidDataException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or NullReferenceException
                        or IndexOutOfRangeException
                        or InvalidOperationException
                        or InvalidCastException
                        or KeyNotFoundException
                        or IOException
                        or NotSupportedException
            )
        {
            throw ZipGuard.Broken();
        }
    }
}
