using System.IO.Compression;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Shared;

/// <summary>Lists as workbooks: what the page shows, for everybody on it, with the names masked.</summary>
public sealed class ListBookTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Register_goes_out_with_its_filter_beyond_the_first_page_and_without_a_name(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        foreach (var n in Enumerable.Range(0, Page<int>.LargestSize + 1))
        {
            await host.Enrol(Desk.Draft("张桂英") with { BirthDate = new DateOnly(1930, 1, 1).AddDays(n) });
        }

        await host.Enrol(Desk.Draft("测试乙") with { Consent = ConsentState.Refused }, Desk.OtherVillage);
        var all = await Book(host, "/elders?handler=Xlsx");
        var refused = await Book(host, "/elders?handler=Xlsx&state=refused");

        Assert.Equal(["姓名", "性别年龄", "居住地", "类别", "意愿", "责任人", "纳入日期", "状态"], all[2]);
        Assert.Equal(Page<int>.LargestSize + 2, all.Count - 3);
        Assert.All(all.Skip(3), row => Assert.Contains(row[0], new[] { "张*英", "测*乙" }));
        Assert.Contains("共 1 行", refused[1][0], StringComparison.Ordinal);
        Assert.Contains("拒绝探访", refused[1][0], StringComparison.Ordinal);
        Assert.Equal("拒绝探访", Assert.Single(refused.Skip(3))[7]);
    }

    [Theory, BothStores]
    public async Task Obligations_figures_and_the_people_behind_them_go_out(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-07-01");
        await story.Enrol(["incapacitatedFull"]);
        story.On("2026-08-04");
        await story.Daily();
        var host = story.Host!;

        var overdue = await Book(host, "/obligations?handler=Xlsx&show=overdue&division=1404");
        var rates = await Book(host, "/rates?handler=Xlsx&division=140426&month=2026-07");
        var people = await Book(host, "/rates/people?handler=Xlsx&division=140426&month=2026-07&bucket=notVisited");

        Assert.Contains("逾期", Assert.Single(overdue.Skip(3))[4], StringComparison.Ordinal);
        Assert.Equal(["140426", "黎城县", "1"], rates[3][..3]);
        Assert.Contains("未访", Assert.Single(people.Skip(3))[2], StringComparison.Ordinal);
        Assert.All(
            overdue.Skip(3).Concat(people.Skip(3)),
            row => Assert.Contains("*", row[0], StringComparison.Ordinal)
        );
    }

    [Theory, BothStores]
    public async Task A_question_that_is_not_clear_is_answered_by_the_page(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await host.Client.GetAsync("/elders?handler=Xlsx&division=没有的地方", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void A_text_that_looks_like_a_formula_stays_a_text_and_the_workbook_is_sound()
    {
        var book = new ListBook("名单", "全部", [("姓名", 10), ("说明", 20)]);
        book.Add("=1+1", "@SUM(A1)\u0002");

        var bytes = book.ToBytes();

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(
            new OpenXmlValidator().Validate(document, Cancel).Select(e => $"{e.Path?.XPath}: {e.Description}")
        );
        Assert.Equal(["=1+1", "@SUM(A1)"], Rows(bytes)[3]);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var sheet = new StreamReader(
            zip.Entries.Single(e =>
                    e.FullName.Contains("sheet", StringComparison.Ordinal)
                    && e.FullName.EndsWith("1.xml", StringComparison.Ordinal)
                )
                .Open()
        );
        Assert.DoesNotContain("<x:f", sheet.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("张桂英", "张*英")]
    [InlineData("王力", "王*")]
    [InlineData("欧阳桂英", "欧**英")]
    [InlineData("𠮷", "*")]
    [InlineData("𠮷田䶮", "𠮷*䶮")]
    [InlineData("", "")]
    public void A_name_is_shown_by_its_ends(string name, string shown) => Assert.Equal(shown, Mask.Name(name));

    private static async Task<List<List<string>>> Book(TestHost host, string address)
    {
        using var answer = await host.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith(".xlsx", answer.Content.Headers.ContentDisposition?.FileNameStar, StringComparison.Ordinal);
        return Rows(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    private static List<List<string>> Rows(byte[] book)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(book), false);
        return
        [
            .. document
                .WorkbookPart!.WorksheetParts.Single()
                .Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>()
                .Select(row =>
                    row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.InnerText).ToList()
                ),
        ];
    }
}
