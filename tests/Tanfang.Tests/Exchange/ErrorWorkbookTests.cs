using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Exchange.Templates;
using Tanfang.TestKit;
using Xunit;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Tanfang.Tests.Exchange;

public sealed class ErrorWorkbookTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task Refused_rows_come_back_as_a_workbook_that_is_corrected_and_sent_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet().Elders(3).Elder(4, ("姓名", "")).Elder(5, ("村", "没有的村"));
        var page = await ImportPageTests.Upload(host, file.Xlsx());
        await host.SubmitAsync(page + "?handler=Confirm");
        await ImportPageTests.Finished(host, page);

        var workbook = await host.Client.GetByteArrayAsync(page + "/errors.xlsx", Cancel);
        var corrected = Correct(workbook, ("A2", "王改正"), ("E3", "东阳关村"));
        var second = await ImportPageTests.Upload(host, corrected);
        Assert.DoesNotContain(
            "没有读取的列",
            await host.Client.GetStringAsync(second, Cancel),
            StringComparison.Ordinal
        );
        await host.SubmitAsync(second + "?handler=Confirm");
        await ImportPageTests.Finished(host, second);

        await using var db = host.Store.Open();
        Assert.Equal(5, await db.Elders.CountAsync(Cancel));
        using var none = await host.Client.GetAsync(second + "/errors.xlsx", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [BothStores]
    public async Task A_workbook_of_refused_rows_is_there_before_and_after_the_import_until_it_is_dropped(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await ImportTests.Run(host, new ElderSheet().Elder(9).Csv);
        // Refused by a cell, as a double, and because the file of the elder says otherwise: known in that order, kept in theirs.
        var sheet = new ElderSheet().Elder(9, ("独居、空巢", "否")).Elder(1).Elder(2, ("姓名", "")).Elder(1);
        var page = await ImportPageTests.Upload(host, sheet.Csv);

        var before = await host.Client.GetByteArrayAsync(page + "/errors.xlsx", Cancel);
        await host.SubmitAsync(page + "?handler=Confirm");
        await ImportPageTests.Finished(host, page);
        var after = await host.Client.GetByteArrayAsync(page + "/errors.xlsx", Cancel);
        Assert.Contains("删除错误工作簿", await host.Client.GetStringAsync(page, Cancel), StringComparison.Ordinal);
        await host.SubmitAsync(page + "?handler=Forget");

        Assert.Equal(3, OpenSheet.Run(after).Rows.Count());
        Assert.Equal(Texts(before), Texts(after));
        using var dropped = await host.Client.GetAsync(page + "/errors.xlsx", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, dropped.StatusCode);
        await using var db = host.Store.Open();
        Assert.All(await db.ImportJobs.ToListAsync(Cancel), job => Assert.Null(job.File));
    }

    [Fact]
    public void Bad_cells_are_marked_with_reason_and_remedy_under_the_titles_of_the_file()
    {
        var file = new ElderSheet("备注")
            .Elder(1)
            .Elder(2, ("姓名", ""), ("备注", "=cmd|'/c calc'!A1"), ("电话", "#1.39E+10"))
            .Xlsx();
        var report = new ImportReport { Rows = 2, Rejected = 1 };
        report.Errors.Add(new RowError(3, "姓名", "没有姓名", "请填写姓名"));
        report.Errors.Add(new RowError(3, "", "这一行比表头多出几格", "请检查是否串列"));

        var workbook = ErrorWorkbook.Make(RefusedRows.Of(file, report), report)!;

        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        Assert.Empty(
            new OpenXmlValidator().Validate(document, Cancel).Select(e => $"{e.Path?.XPath}: {e.Description}")
        );
        var sheet = document.WorkbookPart!.WorksheetParts.Single();
        var note = Assert.Single(sheet.WorksheetCommentsPart!.Comments!.CommentList!.Elements<Comment>());
        Assert.Equal("A2", note.Reference);
        Assert.Equal("没有姓名，请填写姓名。", note.InnerText);
        Assert.NotNull(sheet.VmlDrawingParts.SingleOrDefault());
        var cells = sheet.Worksheet!.Descendants<Cell>().ToList();
        Assert.All(cells, cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        var read = OpenSheet.Run(workbook);
        Assert.Equal(
            ["姓名", "公民身份号码", "县", "乡镇", "村", "住址", "电话", "独居、空巢", "备注", ErrorWorkbook.Says],
            read.Header
        );
        var row = Assert.Single(read.Rows);
        Assert.Equal("13900000000", row.Cells[6].AsText);
        Assert.Equal("=cmd|'/c calc'!A1", row.Cells[8].AsText);
        Assert.StartsWith("原文件第 3 行。姓名：没有姓名", row.Cells[9].AsText, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_refused_makes_no_workbook_and_a_row_that_waits_for_a_decision_is_not_refused()
    {
        var file = new ElderSheet().Elder(1).Csv;
        var report = new ImportReport { Rows = 1 };
        Assert.Null(ErrorWorkbook.Make(RefusedRows.Of(file, report), report));

        report.Reject(2, [ReviewNotes.Waiting]);

        Assert.Null(ErrorWorkbook.Make(RefusedRows.Of(file, report), report));
    }

    [Fact]
    public void What_no_workbook_can_hold_is_left_out()
    {
        var report = new ImportReport { Rows = 1, Rejected = 1 };
        report.Errors.Add(new RowError(2, "姓名", "不是姓名", ""));
        var file = new ElderSheet().Elder(1, ("姓名", "王\u0001𠮷\uFFFE")).Csv;

        var workbook = ErrorWorkbook.Make(RefusedRows.Of(file, report), report)!;

        Assert.Equal("王𠮷", Assert.Single(OpenSheet.Run(workbook).Rows).Cells[0].AsText);
    }

    private static List<string?> Texts(byte[] workbook) =>
        [.. OpenSheet.Run(workbook).Rows.SelectMany(row => row.Cells).Select(cell => cell.AsText)];

    /// <summary>As somebody with a spreadsheet program would: types into cells and saves.</summary>
    internal static byte[] Correct(byte[] workbook, params (string Place, string Text)[] typed)
    {
        using var bytes = new MemoryStream();
        bytes.Write(workbook);
        using (var document = SpreadsheetDocument.Open(bytes, true))
        {
            var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
            var rows = sheet.Descendants<Row>().ToList();
            foreach (var (place, text) in typed)
            {
                var cell = rows[place[1] - '1'].Elements<Cell>().ElementAt(place[0] - 'A');
                cell.InlineString = new InlineString(new Text(text));
            }
        }

        return bytes.ToArray();
    }
}
