using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Tests.Registry.Identity;

namespace Tanfang.Tests.Exchange;

/// <summary>Sheets of made-up elders in 黎城县, as CSV or as a workbook, so that a test says only what matters to it.</summary>
internal sealed class ElderSheet
{
    private static readonly string[] Usual = ["姓名", "公民身份号码", "县", "乡镇", "村", "住址", "电话", "独居、空巢"];
    private readonly List<string> titles;
    private readonly List<string?[]> rows = [];

    public ElderSheet(params string[] further) => titles = [.. Usual, .. further];

    /// <summary>Number of a made-up elder: <paramref name="n"/> tells them apart, the birth date goes with it.</summary>
    public static string Number(int n) =>
        IdNumberTests.Complete($"990101{new DateOnly(1941, 3, 2).AddDays(n):yyyyMMdd}{(n % 990) + 1:D3}");

    public ElderSheet Elder(int n, params (string Title, string? Value)[] changes)
    {
        string?[] row = [$"王{Han(n)}", Number(n), "黎城县", "东阳关镇", "东阳关村", $"{n} 号", $"138{n:D8}", "独居"];
        Array.Resize(ref row, titles.Count);
        foreach (var (title, value) in changes)
        {
            row[titles.IndexOf(title)] = value;
        }

        rows.Add(row);
        return this;
    }

    public ElderSheet Elders(int count)
    {
        foreach (var n in Enumerable.Range(1, count))
        {
            Elder(n);
        }

        return this;
    }

    public string Text =>
        string.Join("\r\n", rows.Prepend([.. titles]).Select(row => string.Join(',', row.Select(Quoted)))) + "\r\n";

    public byte[] Csv => Encoding.UTF8.GetBytes(Text);

    /// <summary>A workbook; cells that begin with # are numbers.</summary>
    public byte[] Xlsx(Action<WorkbookPart, Worksheet>? change = null)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(
                new SheetData(rows.Prepend([.. titles]).Select(r => new Row(r.Select(CellOf))))
            );
            var sheet = new Sheet
            {
                Id = workbook.GetIdOfPart(part),
                SheetId = 1,
                Name = "名单",
            };
            workbook.Workbook = new Workbook(new Sheets(sheet));
            change?.Invoke(workbook, part.Worksheet);
            workbook.Workbook.Save();
        }

        return bytes.ToArray();
    }

    private static Cell CellOf(string? text) =>
        text is ['#', .. var number]
            ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number) }
            : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text ?? "")) };

    private static string Quoted(string? text) => $"\"{(text ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Two Han characters that stand for a number.</summary>
    private static string Han(int n) => $"{(char)('一' + (n / 500))}{(char)('丁' + (n % 500))}";
}
