using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Templates;

/// <summary>
/// 错误工作簿: the refused rows of a file under the file's own titles, bad cells marked, with the reason and the remedy as a note at the cell and
/// in a last column. Corrected, it is uploaded as it is.
/// </summary>
public static class ErrorWorkbook
{
    /// <summary>Title of the last column; nobody reads it on the way in.</summary>
    public const string Says = "错误说明";

    private const int NoteWidth = 60;

    private sealed record Mark(uint Row, uint Column, string Text);

    /// <summary>Null when no row was refused. Rows that wait for a decision are not refused.</summary>
    public static byte[]? Make(RefusedRows refused, ImportReport report)
    {
        var errors = report.Errors.Where(e => e.Row > 1 && !ReviewNotes.IsWaiting(e)).ToLookup(e => e.Row);
        if (errors.Count == 0)
        {
            return null;
        }

        var (header, columns) = (refused.Header, refused.Columns);
        var titles = columns.Select((column, i) => column?.Title ?? header[i]).ToList();
        var kept = Enumerable.Range(0, titles.Count).Where(i => header[i] != Says).ToList();
        var marks = new List<Mark>();
        var rows = new List<Row>
        {
            new(
                kept.Select(i => header[i])
                    .Append(Says)
                    .Select(title => TextBook.Text(title, TextBook.TitleStyle))
            ),
        };
        foreach (var line in refused.Lines.Where(line => errors.Contains(line.Number)))
        {
            rows.Add(Row(line, [.. errors[line.Number]], kept, titles, (uint)rows.Count + 1, marks));
        }

        var widths = kept.Select(i => columns[i] is { } ours ? XlsxTemplate.Width(ours) : 14).Append(NoteWidth);
        var worksheet = new Worksheet(
            TextBook.Frozen(1, 0),
            TextBook.Widths(widths),
            new SheetData(rows),
            XlsxTemplate.Notes([.. kept.Select(i => columns[i])])
        );
        return TextBook.Make([("请改正后上传", worksheet)], (_, part) => Annotate(part, marks));
    }

    private static Row Row(
        SheetRow line,
        IReadOnlyList<RowError> errors,
        List<int> kept,
        List<string> titles,
        uint number,
        List<Mark> marks
    )
    {
        var cells = new List<DocumentFormat.OpenXml.Spreadsheet.Cell>();
        foreach (var i in kept)
        {
            var text = i < line.Cells.Count ? line.Cells[i].AsText ?? "" : "";
            var here = errors.Where(e => e.Column == titles[i]).ToList();
            cells.Add(TextBook.Text(text, here.Count > 0 ? TextBook.BadStyle : TextBook.TextStyle));
            if (here.Count > 0)
            {
                marks.Add(new Mark(number, (uint)cells.Count, string.Join('\n', here.Select(Sentence))));
            }
        }

        var all = errors.Select(e => (e.Column.Length > 0 ? e.Column + "：" : "") + Sentence(e));
        cells.Add(TextBook.Text($"原文件第 {line.Number} 行。{string.Join(' ', all)}"));
        return new Row(cells);
    }

    private static string Sentence(RowError error) =>
        error.Reason + (error.Remedy.Length > 0 ? $"，{error.Remedy}" : "") + "。";

    /// <summary>A note needs a drawing beside it, else spreadsheet programs do not show it (ECMA-376 part 4, 19.4).</summary>
    private static void Annotate(WorksheetPart part, List<Mark> marks)
    {
        part.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(
            new Authors(new Author("探访")),
            new CommentList(
                marks.Select(m => new Comment(new CommentText(new Text(TextBook.Clean(m.Text))))
                {
                    Reference = $"{TextBook.Letter(m.Column)}{m.Row}",
                    AuthorId = 0,
                })
            )
        );
        var drawing = part.AddNewPart<VmlDrawingPart>();
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(Drawing(marks)));
        drawing.FeedData(bytes);
        part.Worksheet!.Append(new LegacyDrawing { Id = part.GetIdOfPart(drawing) });
    }

    private static string Drawing(List<Mark> marks)
    {
        var xml = new StringBuilder(
            """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
            <v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>

            """
        );
        foreach (var mark in marks)
        {
            xml.Append(
                CultureInfo.InvariantCulture,
                $"""
                <v:shape type="#note" style="visibility:hidden;width:220pt;height:60pt" fillcolor="#ffffe1"><v:textbox/>
                <x:ClientData ObjectType="Note"><x:Row>{mark.Row - 1}</x:Row><x:Column>{mark.Column
                    - 1}</x:Column></x:ClientData></v:shape>

                """
            );
        }

        return xml.Append("</xml>").ToString();
    }
}
