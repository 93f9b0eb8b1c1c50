using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Mvc;

namespace Tanfang.Shared;

/// <summary>A list as a workbook: the columns and the question of the page it was asked for on. Who is in it is masked by whoever fills it.</summary>
/// <param name="Title">What the list is; the name of the sheet and of the file.</param>
/// <param name="Question">Under which conditions, and as of when.</param>
/// <param name="Columns">Titles with their widths in characters.</param>
public sealed record ListBook(string Title, string Question, IReadOnlyList<(string Head, double Width)> Columns)
{
    /// <summary>More than anybody reads; who needs more asks place by place.</summary>
    public const int MostRows = 50_000;

    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private readonly List<Row> rows = [];

    /// <summary>Who took it out and when, at the head and foot of each printed page; null for a list that is masked.</summary>
    public string? Mark { get; init; }

    public void Add(params IEnumerable<string> cells) => rows.Add(new Row(cells.Select(text => TextBook.Text(text))));

    /// <summary>Adds a list to its end, page by page; a refusal when it is too long.</summary>
    /// <param name="ask">Answers the page of that number (from 1) and size.</param>
    /// <param name="texts">The cells of its rows.</param>
    public async Task<Refusal?> Fill<T>(
        Func<int, int, Task<Page<T>>> ask,
        Func<IReadOnlyList<T>, Task<IEnumerable<IEnumerable<string>>>> texts
    )
    {
        Page<T> page;
        var number = 1;
        do
        {
            page = await ask(number++, Page<T>.LargestSize);
            if (page.Total > MostRows)
            {
                return new Refusal(
                    "list.tooLong",
                    $"名单有 {page.Total} 行，一次最多导出 {MostRows} 行",
                    "请按乡镇或条件分开导出"
                );
            }

            foreach (var row in await texts(page.Items))
            {
                Add(row);
            }
        } while (page.Number < page.Pages);

        return null;
    }

    public FileContentResult ToFile() => new(ToBytes(), Type) { FileDownloadName = $"{Title}.xlsx" };

    public byte[] ToBytes()
    {
        Row[] above =
        [
            new(TextBook.Text(Title, TextBook.TitleStyle)),
            new(TextBook.Text($"{Question}；共 {rows.Count} 行")),
            new(Columns.Select(c => TextBook.Text(c.Head, TextBook.TitleStyle))),
        ];
        var sheet = new Worksheet(
            TextBook.Frozen((uint)above.Length, 1),
            TextBook.Widths(Columns.Select(c => c.Width)),
            new SheetData(above.Concat(rows)),
            new AutoFilter
            {
                Reference = $"A{above.Length}:{TextBook.Letter((uint)Columns.Count)}{above.Length + rows.Count}",
            }
        );
        if (Mark is not null)
        {
            // & begins a code there.
            var mark = "&C" + Mark.Replace("&", "&&", StringComparison.Ordinal);
            sheet.Append(new HeaderFooter(new OddHeader(mark), new OddFooter(mark)));
        }

        return TextBook.Make([(Title, sheet)]);
    }
}
