using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SheetColumn = DocumentFormat.OpenXml.Spreadsheet.Column;

namespace Tanfang.Shared;

/// <summary>Workbooks in which every cell is text: a number is never counted with, and what begins like a formula is none.</summary>
public static class TextBook
{
    public const uint TextStyle = 1;
    public const uint TitleStyle = 2;
    public const uint NeededStyle = 3;
    public const uint BadStyle = 4;

    /// <param name="finish">Adds to a sheet what lies beside its cells; gets the sheet's number from 0.</param>
    public static byte[] Make(
        IReadOnlyList<(string Name, Worksheet Sheet)> sheets,
        Action<int, WorksheetPart>? finish = null
    )
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            workbook.Workbook = new Workbook(list);
            for (var i = 0; i < sheets.Count; i++)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = sheets[i].Sheet;
                finish?.Invoke(i, part);
                list.Append(
                    new Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        SheetId = (uint)i + 1,
                        Name = sheets[i].Name,
                    }
                );
            }

            workbook.Workbook.Save();
        }

        return bytes.ToArray();
    }

    public static Cell Text(string text, uint style = TextStyle) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
            StyleIndex = style,
        };

    /// <summary>Columns of these widths, in characters.</summary>
    public static Columns Widths(IEnumerable<double> widths) =>
        new(
            widths.Select(
                (width, i) =>
                    new SheetColumn
                    {
                        Min = (uint)i + 1,
                        Max = (uint)i + 1,
                        Width = width,
                        CustomWidth = true,
                        Style = TextStyle,
                    }
            )
        );

    /// <summary>The lines above stay in sight.</summary>
    public static SheetViews Frozen(uint rows, uint columns) =>
        new(
            new SheetView(
                new Pane
                {
                    VerticalSplit = rows,
                    HorizontalSplit = columns,
                    TopLeftCell = $"{Letter(columns + 1)}{rows + 1}",
                    ActivePane = columns == 0 ? PaneValues.BottomLeft : PaneValues.BottomRight,
                    State = PaneStateValues.Frozen,
                }
            )
            {
                WorkbookViewId = 0,
            }
        );

    /// <summary>A, B, …, Z, AA, ….</summary>
    /// <param name="column">From 1.</param>
    public static string Letter(uint column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : Letter((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    /// <summary>A file from elsewhere may hold characters that no XML can; they are no letters of anything.</summary>
    public static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsWhole(text, ref i))
            {
                return Without(text);
            }
        }

        return text;
    }

    private static string Without(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var from = i;
            if (IsWhole(text, ref i))
            {
                clean.Append(text, from, i - from + 1);
            }
        }

        return clean.ToString();
    }

    /// <summary>A character that XML can hold; steps over the second half of a pair.</summary>
    private static bool IsWhole(string text, ref int i)
    {
        if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        {
            i++;
            return true;
        }

        return XmlConvert.IsXmlChar(text[i]);
    }

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
                Of("FFFDE9C4"),
                Of("FFF9D5D0")
            ),
            new Borders(new Border()),
            new CellFormats(new CellFormat(), Format(0, 0), Format(1, 2), Format(1, 3), Format(0, 4))
        );
    }
}
