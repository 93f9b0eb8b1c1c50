using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tanfang.Tests.Exchange.Counties;

/// <summary>A workbook as a clerk builds one: cells, merges, what is hidden. Text is text, figures are figures, days are days.</summary>
internal sealed class CountyBook(bool from1904 = false)
{
    private readonly List<CountySheet> sheets = [];

    public sealed record Formula(string Text, string Saved);

    public CountySheet Sheet(string name, bool hidden = false)
    {
        var sheet = new CountySheet(name, hidden, from1904);
        sheets.Add(sheet);
        return sheet;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()),
                new Fills(new Fill(), new Fill()),
                new Borders(new Border()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true })
            );
            var list = new Sheets();
            workbook.Workbook = new Workbook(new WorkbookProperties { Date1904 = from1904 }, list);
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = sheet.ToWorksheet();
                list.Append(
                    new Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        SheetId = (uint)list.Count() + 1,
                        Name = sheet.Name,
                        State = sheet.IsHidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
                    }
                );
            }

            workbook.Workbook.Save();
        }

        return bytes.ToArray();
    }
}

internal sealed class CountySheet(string name, bool hidden, bool from1904)
{
    private readonly List<Row> rows = [];
    private readonly List<string> merges = [];
    private readonly List<uint> hiddenColumns = [];

    public string Name => name;

    public bool IsHidden => hidden;

    public CountySheet Row(params object?[] cells)
    {
        rows.Add(new Row(cells.Select(CellOf)));
        return this;
    }

    public CountySheet Hidden(params object?[] cells)
    {
        rows.Add(new Row(cells.Select(CellOf)) { Hidden = true });
        return this;
    }

    public CountySheet Merge(params string[] ranges)
    {
        merges.AddRange(ranges);
        return this;
    }

    public CountySheet HideColumn(uint column)
    {
        hiddenColumns.Add(column);
        return this;
    }

    public Worksheet ToWorksheet()
    {
        var sheet = new Worksheet();
        if (hiddenColumns.Count > 0)
        {
            sheet.Append(
                new Columns(
                    hiddenColumns.Select(c => new Column
                    {
                        Min = c,
                        Max = c,
                        Width = 9,
                        Hidden = true,
                    })
                )
            );
        }

        sheet.Append(new SheetData(rows));
        if (merges.Count > 0)
        {
            sheet.Append(new MergeCells(merges.Select(range => new MergeCell { Reference = range })));
        }

        return sheet;
    }

    private Cell CellOf(object? value) =>
        value switch
        {
            null => new Cell(),
            string text => new Cell
            {
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            },
            DateOnly day => new Cell
            {
                StyleIndex = 1,
                CellValue = new CellValue(day.DayNumber - (from1904 ? Day1904 : Day1900)),
            },
            CountyBook.Formula formula => new Cell
            {
                DataType = CellValues.String,
                CellFormula = new CellFormula(formula.Text),
                CellValue = new CellValue(formula.Saved),
            },
            _ => new Cell
            {
                CellValue = new CellValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!),
            },
        };

    private static readonly int Day1900 = new DateOnly(1899, 12, 30).DayNumber;
    private static readonly int Day1904 = new DateOnly(1904, 1, 1).DayNumber;
}
