using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Columns;
using SheetColumn = DocumentFormat.OpenXml.Spreadsheet.Column;

namespace Tanfang.Exchange.Templates;

/// <summary>
/// The empty workbook: one sheet to fill (every cell is text, so that no number is counted with; the choices as lists; a note at each
/// column) and one that explains the columns.
/// </summary>
public static class XlsxTemplate
{
    private static readonly double[] Wide = [24, 8, 60, 24, 60];
    private static readonly string[] Heads = ["列", "必填", "怎么填", "例", "也认这些列名"];

    private const uint TextStyle = 1;
    private const uint TitleStyle = 2;
    private const uint NeededStyle = 3;

    public static byte[] Make()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var styles = workbook.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            var sheets = new Sheets();
            workbook.Workbook = new Workbook(sheets);
            Add(workbook, sheets, 1, "老年人", Form());
            Add(workbook, sheets, 2, "填写说明", Explanation());
            workbook.Workbook.Save();
        }

        return bytes.ToArray();
    }

    private static void Add(WorkbookPart workbook, Sheets sheets, uint number, string name, Worksheet sheet)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet;
        sheets.Append(
            new Sheet
            {
                Id = workbook.GetIdOfPart(part),
                SheetId = number,
                Name = name,
            }
        );
    }

    private static Worksheet Form()
    {
        var all = ElderColumns.All;
        var widths = new DocumentFormat.OpenXml.Spreadsheet.Columns();
        var notes = new DataValidations { Count = (uint)all.Count };
        foreach (var (column, i) in all.Select((column, i) => (column, (uint)i + 1)))
        {
            widths.Append(
                new SheetColumn
                {
                    Min = i,
                    Max = i,
                    Width = column.Kind == ColumnKind.Number ? 22 : Math.Max(10, (column.Title.Length * 2.2) + 2),
                    CustomWidth = true,
                    Style = TextStyle,
                }
            );
            notes.Append(Note(column, i));
        }

        var frozen = new Pane
        {
            VerticalSplit = 1,
            HorizontalSplit = 1,
            TopLeftCell = "B2",
            ActivePane = PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        };
        var titles = new Row(all.Select(c => Text(c.Title, c.IsRequired ? NeededStyle : TitleStyle)));
        return new Worksheet(
            new SheetViews(new SheetView(frozen) { WorkbookViewId = 0 }),
            widths,
            new SheetData(titles),
            notes
        );
    }

    /// <summary>The list of choices, and the note that appears when a cell of the column is entered.</summary>
    private static DataValidation Note(Columns.Column column, uint i)
    {
        var letter = Letter(i);
        var note = new DataValidation
        {
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = column.Title,
            Prompt = Explain(column),
            SequenceOfReferences = new ListValue<StringValue>
            {
                InnerText = $"{letter}2:{letter}{Reading.OpenSheet.MostRows + 1}",
            },
        };
        if (column.Choices.Count > 0)
        {
            note.Type = DataValidationValues.List;
            note.ShowErrorMessage = true;
            note.Error = "请从列表中选择，不清楚就空着";
            note.Append(new Formula1($"\"{string.Join(',', column.Choices)}\""));
        }

        return note;
    }

    private static Worksheet Explanation()
    {
        var rows = ElderColumns.All.Select(c => new Row(
            Text(c.Title, TextStyle),
            Text(c.IsRequired ? "必填" : "", TextStyle),
            Text(Explain(c), TextStyle),
            Text(c.Example, TextStyle),
            Text(string.Join("、", c.Aliases), TextStyle)
        ));
        var head = new Row(Heads.Select(title => Text(title, TitleStyle)));
        var widths = Wide.Select(
            (w, i) =>
                new SheetColumn
                {
                    Min = (uint)i + 1,
                    Max = (uint)i + 1,
                    Width = w,
                    CustomWidth = true,
                }
        );
        return new Worksheet(new DocumentFormat.OpenXml.Spreadsheet.Columns(widths), new SheetData(rows.Prepend(head)));
    }

    internal static string Explain(Columns.Column column)
    {
        var choices = column.Choices.Count > 0 ? $"选填 {string.Join("、", column.Choices)}" : "";
        var kind = column.Kind == ColumnKind.Date ? "公历日期，如 1941-03-02" : "";
        return string.Join("；", ((string[])[choices, kind, column.Hint]).Where(part => part.Length > 0));
    }

    private static Cell Text(string text, uint style) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(text)),
            StyleIndex = style,
        };

    private static string Letter(uint column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : Letter((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    private static Stylesheet Styles()
    {
        const uint asText = 49; // the built-in format @
        Fill Of(string colour) =>
            new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });
        CellFormat Format(uint font, uint fill) =>
            new()
            {
                NumberFormatId = asText,
                ApplyNumberFormat = true,
                FontId = font,
                FillId = fill,
                ApplyFill = true,
                BorderId = 0,
            };
        return new Stylesheet(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                Of("FFE3F0ED"),
                Of("FFFDE9C4")
            ),
            new Borders(new Border()),
            new CellFormats(new CellFormat(), Format(0, 0), Format(1, 2), Format(1, 3))
        );
    }
}
