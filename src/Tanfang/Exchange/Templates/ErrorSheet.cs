using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Templates;

/// <summary>A note to be shown at a cell.</summary>
internal sealed record ErrorMark(uint Row, uint Column, string Text);

/// <summary>One sheet of an error workbook: what stood above the list, its header, the refused lines.</summary>
internal sealed class ErrorSheet
{
    private const int NoteWidth = 60;

    private readonly RefusedSheet sheet;
    private readonly List<int> kept;
    private readonly List<Row> rows = [];
    private readonly List<Span> merges;

    public ErrorSheet(RefusedSheet sheet)
    {
        this.sheet = sheet;
        kept = [.. Enumerable.Range(0, sheet.Titles.Count).Where(i => !IsSays(i))];
        merges = [.. sheet.Merges.Where(m => m.ToColumn < sheet.Titles.Count)];
        for (var number = 1; number <= sheet.HeaderEnd; number++)
        {
            rows.Add(Above(number));
        }
    }

    public List<ErrorMark> Marks { get; } = [];

    public ErrorSheet Fill(IEnumerable<SheetRow> lines, Func<SheetRow, IReadOnlyList<RowError>> errors)
    {
        var heading = "";
        foreach (var line in lines)
        {
            if (
                sheet.RepeatsHeadings
                && line.Cells[sheet.Titles.Count + 1].AsText is { Length: > 0 } own
                && own != heading
            )
            {
                heading = own;
                rows.Add(new Row(TextBook.Text(own)));
                merges.Add(new Span(rows.Count, rows.Count, 0, Math.Max(1, kept.Count - 1)));
            }

            rows.Add(Line(line, errors(line)));
        }

        return this;
    }

    public Worksheet Worksheet()
    {
        var widths = kept.Select(i =>
            i < sheet.Columns.Count && sheet.Columns[i] is { } ours ? XlsxTemplate.Width(ours) : 16
        );
        var page = new Worksheet(
            TextBook.Frozen((uint)sheet.HeaderEnd, 0),
            TextBook.Widths(widths.Append(NoteWidth)),
            new SheetData(rows)
        );
        if (merges.Count > 0)
        {
            page.Append(new MergeCells(merges.Select(m => new MergeCell { Reference = Range(m) })));
        }

        if (sheet.Columns.Count > 0)
        {
            page.Append(XlsxTemplate.Notes([.. kept.Select(i => sheet.Columns[i])]));
        }

        return page;
    }

    private bool IsSays(int column) =>
        sheet.Titles[column] == SheetMap.Says
        || (sheet.Columns.Count > 0 && sheet.Above[^1].Cells[column].AsText == SheetMap.Says);

    private Row Above(int number)
    {
        var line = sheet.Above.FirstOrDefault(row => row.Number == number);
        if (line is null && number < sheet.HeaderFrom)
        {
            // Nothing stood there: a header may lie a million rows down.
            return new Row();
        }

        var style = number >= sheet.HeaderFrom ? TextBook.TitleStyle : TextBook.TextStyle;
        var cells = kept.Select(i => TextBook.Text(Text(line, i), style));
        return new Row(
            number >= sheet.HeaderFrom ? cells.Append(TextBook.Text(SheetMap.Says, TextBook.TitleStyle)) : cells
        );
    }

    private Row Line(SheetRow line, IReadOnlyList<RowError> errors)
    {
        var cells = new List<DocumentFormat.OpenXml.Spreadsheet.Cell>();
        foreach (var i in kept)
        {
            var here = errors.Where(e => e.Column == sheet.Titles[i] && e.Column.Length > 0).ToList();
            cells.Add(TextBook.Text(Text(line, i), here.Count > 0 ? TextBook.BadStyle : TextBook.TextStyle));
            if (here.Count > 0)
            {
                Marks.Add(
                    new ErrorMark((uint)rows.Count + 1, (uint)cells.Count, string.Join('\n', here.Select(Sentence)))
                );
            }
        }

        var all = errors.Select(e => (e.Column.Length > 0 ? e.Column + "：" : "") + Sentence(e));
        cells.Add(TextBook.Text($"原文件第 {RowNumber.Row(line.Number)} 行。{string.Join(' ', all)}"));
        return new Row(cells);
    }

    private static string Text(SheetRow? line, int column) =>
        line is not null && column < line.Cells.Count ? line.Cells[column].AsText ?? "" : "";

    private static string Sentence(RowError error) =>
        error.Reason + (error.Remedy.Length > 0 ? $"，{error.Remedy}" : "") + "。";

    private static string Range(Span m) =>
        $"{TextBook.Letter((uint)m.FromColumn + 1)}{m.FromRow}:{TextBook.Letter((uint)m.ToColumn + 1)}{m.ToRow}";
}
