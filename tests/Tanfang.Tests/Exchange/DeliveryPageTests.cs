using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange;
using Tanfang.Exchange.Reading;
using Tanfang.TestKit;
using Tanfang.Tests.Exchange.Counties;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>A department's list as somebody at the desk takes it in: over HTTP.</summary>
public sealed partial class DeliveryPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task A_list_is_brought_looked_at_and_decided_page_by_page(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var rows = Enumerable
            .Range(1, 60)
            .Select(n => $"王{(char)('一' + n)},{ElderSheet.Number(n)},东阳关镇,东阳关村")
            .Append("赵坏,990101194103020025,东阳关镇,东阳关村");
        var file = DeliveryDesk.List("姓名,公民身份号码,乡镇,村", [.. rows]);

        var nothing = await Text(await Post(host, null));
        Assert.Contains("没有选来源", await Text(await Post(host, file, "", "", "")), StringComparison.Ordinal);
        Assert.Contains("请选择部门交来的表", nothing, StringComparison.Ordinal);
        var page = (await Post(host, file)).Headers.Location!.ToString();
        await ImportPageTests.Finished(host, page);
        Assert.Equal(page, (await Post(host, file)).Headers.Location!.ToString());
        var shown = await host.Client.GetStringAsync(page, Cancel);
        Assert.Contains("没有再收一次", shown, StringComparison.Ordinal);
        Assert.Contains("第 1–50 条，共 60 条", shown, StringComparison.Ordinal);
        Assert.Contains("校验码不符", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(ElderSheet.Number(1), shown, StringComparison.Ordinal);

        // Everything on the page is ticked only when somebody asks for it; it is then what was seen.
        var lines = Ticked().Matches(await host.Client.GetStringAsync(page + "?kind=1&all=true", Cancel));
        Assert.Equal(50, lines.Count);
        Assert.Empty(Ticked().Matches(shown));
        var chosen = lines.Select(m => ("Lines", m.Groups[1].Value)).ToArray();
        var none = await host.SubmitAsync(page + "?handler=Accept", ("Kind", "1"));
        Assert.Contains("没有选中任何一条", await Text(none), StringComparison.Ordinal);
        await host.SubmitAsync(page + "?handler=Accept", [("Kind", "1"), .. chosen]);
        await using var db = host.Store.Open();
        Assert.Equal(50, await db.Elders.CountAsync(Cancel));
        var left = await host.Client.GetStringAsync(page + "?kind=1&all=true", Cancel);
        Assert.Contains("接受了 50 条", left, StringComparison.Ordinal);
        var last = Ticked().Match(left).Groups[1].Value;

        var line = $"{page}/lines/{last}";
        var refused = await host.SubmitAsync(line + "?handler=Refuse");
        Assert.Contains("没有写为什么不接受", await Text(refused), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await host.SubmitAsync(line + "?handler=Refuse", ("Reason", "不在本村"))).StatusCode
        );
        Assert.Contains("不在本村", await host.Client.GetStringAsync(line, Cancel), StringComparison.Ordinal);
        await host.SubmitAsync(line + "?handler=Undo");
        await host.SubmitAsync(line + "?handler=Accept");
        Assert.Equal(51, await db.Elders.CountAsync(Cancel));

        // What was accepted cannot be given back; it can be closed, and what is left is asked again.
        await host.SubmitAsync(page + "?handler=Drop");
        Assert.Contains(
            "已经接受了 51 条，不能退回",
            await host.Client.GetStringAsync(page, Cancel),
            StringComparison.Ordinal
        );
        await host.SubmitAsync(page + "?handler=Close");
        var kept = await db.Deliveries.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((DeliveryState.Closed, null), (kept.State, kept.File));
        Assert.Contains(
            "62,公民身份号码,",
            await host.Client.GetStringAsync(page + "/errors.csv", Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "已结束核对",
            await host.Client.GetStringAsync("/deliveries", Cancel),
            StringComparison.Ordinal
        );
        var template = await host.Client.GetByteArrayAsync("/deliveries/templates/disability.xlsx", Cancel);
        Assert.True(template.AsSpan().StartsWith("PK"u8));
    }

    [Theory]
    [BothStores]
    public async Task A_list_of_any_layout_is_mapped_once_and_its_refused_rows_come_back_as_a_workbook(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var first = Sheets(("赵一", 1), ("钱二", 2));
        var page = (await Post(host, first, "disability")).Headers.Location!.ToString();

        // The columns are guessed, somebody looks at them; nothing is compared before.
        var mapping = await DeskScreen.Open(host, page);
        Assert.Equal(page + "/mapping", mapping.Path);
        Assert.Equal("残疾人证号", mapping.Chosen("残疾证号码"));
        Assert.Equal("残疾等级", mapping.Chosen("等级"));
        Assert.Contains("校验码不符", mapping.Text, StringComparison.Ordinal);
        var shown = await mapping.Press("", ("Form.Name", "残联月报"));
        await ImportPageTests.Finished(host, page);
        shown = await DeskScreen.Open(host, page);
        Assert.Contains("已按“残联月报”的对应关系读取，", shown.Text, StringComparison.Ordinal);
        Assert.Contains("合计 1 行", shown.Text, StringComparison.Ordinal);
        var list = await Kept(host);
        Assert.Equal((3, 2, 1), (list.Rows, list.WithDifferences, list.Rejected));

        // What was not read goes back to the department, under its own header.
        var refused = await host.Client.GetByteArrayAsync(page + "/errors.xlsx", Cancel);
        var book = OpenBook.Run(refused);
        Assert.Equal("残疾证号码", book.Sheets[0].Top[1].Cells[2].AsText);
        Assert.Contains("坏号", book.Sheets[0].Top.SelectMany(row => row.Cells).Select(cell => cell.AsText));

        // Mapped otherwise as long as nothing is decided; then no more.
        Assert.Equal("残疾人证号", (await DeskScreen.Open(host, page + "/mapping")).Chosen("残疾证号码"));
        await (await DeskScreen.Open(host, page + "/mapping")).Press("", ("Form.Name", "残联"));
        await ImportPageTests.Finished(host, page);
        Assert.Equal((2, 2), (await Lines(host), (await Kept(host)).WithDifferences));
        await host.SubmitAsync(page + "?handler=Accept", ("Kind", "1"), ("Lines", await Line(host)));
        using var late = await host.Client.GetAsync(page + "/mapping", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await host.SubmitAsync(page + "?handler=Close");
        using var gone = await host.Client.GetAsync(page + "/errors.xlsx", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        // Next month the header is known again, and nobody is asked.
        var second = Sheets(("赵一", 1), ("钱二", 2), ("孙三", 3));
        var next = (await Post(host, second, "disability", asOf: "2026-11-18")).Headers.Location!.ToString();
        await ImportPageTests.Finished(host, next);
        Assert.Contains(
            "表头与上次相同，已按“残联”的对应关系读取",
            (await DeskScreen.Open(host, next)).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [BothStores]
    public async Task A_list_that_cannot_be_read_to_its_end_says_why_and_one_that_was_cut_off_is_compared_after_the_start(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var row = $"王一,{ElderSheet.Number(1)},东阳关镇,东阳关村";
        var broken = DeliveryDesk.List("姓名,公民身份号码,乡镇,村", row, "\"没有完");
        var page = (await Post(host, broken)).Headers.Location!.ToString();
        await ImportPageTests.Finished(host, page);
        var failed = await DeskScreen.Open(host, page);
        Assert.Contains("引号没有成对。请补上引号", failed.Text, StringComparison.Ordinal);
        Assert.Equal((DeliveryState.Failed, 0), ((await Kept(host)).State, await Rows(host)));
        await host.SubmitAsync(page + "?handler=Retry");
        await ImportPageTests.Finished(host, page);
        Assert.Equal(DeliveryState.Failed, (await Kept(host)).State);
        await host.SubmitAsync(page + "?handler=Drop");

        // As a power cut leaves it: being compared, nothing of it in the store.
        var whole = DeliveryDesk.List("姓名,公民身份号码,乡镇,村", row);
        page = (await Post(host, whole)).Headers.Location!.ToString();
        await ImportPageTests.Finished(host, page);
        await using (var db = host.Store.Open())
        {
            await db.DeliveryDifferences.ExecuteDeleteAsync(Cancel);
            await db.DeliveredRows.ExecuteDeleteAsync(Cancel);
            await db
                .Deliveries.Where(d => d.State == DeliveryState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Running), Cancel);
        }

        Assert.Contains("正在比对", await host.Client.GetStringAsync(page, Cancel), StringComparison.Ordinal);
        await host.SubmitAsync(
            (await ImportPageTests.Upload(host, new ElderSheet().Elder(6).Csv)) + "?handler=Confirm"
        );
        await ImportPageTests.Finished(host, page);
        Assert.Equal((1, 1), (await Rows(host), await Lines(host)));
    }

    /// <summary>As the federation keeps it: a title above, other names for the columns, a total below, one number that is wrong.</summary>
    private static byte[] Sheets(params (string Name, int N)[] people)
    {
        var book = new CountyBook();
        var sheet = book.Sheet("黎城县");
        sheet.Row("黎城县持证残疾人名单").Row("序号", "残疾人姓名", "残疾证号码", "等级", "乡镇（街道）", "村名");
        foreach (var (name, n) in people)
        {
            sheet.Row(n, name, ElderSheet.Number(n) + "43", "3级", "东阳关镇", "东阳关村");
        }

        sheet
            .Row(9, "坏号", "99010119410302002143", "三级", "东阳关镇", "东阳关村")
            .Row("合计", $"{people.Length + 1} 人");
        return book.ToBytes();
    }

    private static async Task<Delivery> Kept(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.Deliveries.AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<int> Rows(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.DeliveredRows.CountAsync(Cancel);
    }

    private static async Task<int> Lines(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.DeliveryDifferences.CountAsync(Cancel);
    }

    private static async Task<string> Line(TestHost host)
    {
        await using var db = host.Store.Open();
        return (await db.DeliveryDifferences.OrderBy(d => d.Row).Select(d => d.Id).FirstAsync(Cancel)).ToString();
    }

    private static async Task<HttpResponseMessage> Post(
        TestHost host,
        byte[]? file,
        string source = "family-planning",
        string area = "140426",
        string asOf = "2026-11-01"
    )
    {
        var token = Token().Match(await host.Client.GetStringAsync("/deliveries", Cancel)).Groups[1].Value;
        using var content = new MultipartFormDataContent();
        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(part, "Sheet", "名单.csv");
        }

        content.Add(new StringContent(source), "Source");
        content.Add(new StringContent(area), "Area");
        content.Add(new StringContent(asOf), "AsOf");
        content.Add(new StringContent(token), "__RequestVerificationToken");
        return await host.Client.PostAsync("/deliveries", content, Cancel);
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    [GeneratedRegex("name=\"Lines\" value=\"([^\"]+)\" checked")]
    private static partial Regex Ticked();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
