using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange;
using Tanfang.TestKit;
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
