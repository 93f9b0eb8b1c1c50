using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
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
    public const string Says = SheetMap.Says;

    /// <summary>Null when no row was refused. Rows that wait for a decision are not refused.</summary>
    public static byte[]? Make(RefusedRows refused, ImportReport report)
    {
        var errors = report.Errors.Where(e => e.Row > 1 && !ReviewNotes.IsWaiting(e)).ToLookup(e => (e.Sheet, e.Row));
        var sheets = refused
            .Sheets.Select(
                (sheet, i) => (Sheet: sheet, Lines: refused.Of(i).Where(line => errors.Contains(Key(line))).ToList())
            )
            .Where(pair => pair.Lines.Count > 0)
            .Select(pair =>
                (pair.Sheet, Page: new ErrorSheet(pair.Sheet).Fill(pair.Lines, line => [.. errors[Key(line)]]))
            )
            .ToList();
        return sheets.Count == 0
            ? null
            : TextBook.Make(
                sheets.ConvertAll(s =>
                    (s.Sheet.Name is { Length: > 0 } name ? name : "请改正后上传", s.Page.Worksheet())
                ),
                (i, part) => Annotate(part, sheets[i].Page.Marks)
            );

        (string?, int) Key(SheetRow line)
        {
            var name = refused.Sheets[RowNumber.Sheet(line.Number)].Name;
            return (string.IsNullOrEmpty(name) ? null : name, RowNumber.Row(line.Number));
        }
    }

    /// <summary>A note needs a drawing beside it, else spreadsheet programs do not show it (ECMA-376 part 4, 19.4).</summary>
    private static void Annotate(WorksheetPart part, IReadOnlyList<ErrorMark> marks)
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

    private static string Drawing(IReadOnlyList<ErrorMark> marks)
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
