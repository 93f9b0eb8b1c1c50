using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

/// <summary>常用筛选 and the columns of a list, kept for the user.</summary>
public sealed partial class ListChoiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_filter_is_kept_without_names_and_columns_are_kept_for_page_and_workbook(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("测试甲"));

        Assert.Equal(
            "/elders?state=all&category=disability",
            await Choose(
                host,
                "Filter",
                ("query", "?state=all&p=3&s=1&q=张三&category=disability"),
                ("name", " 全部残疾 ")
            )
        );
        await Choose(host, "Filter", ("query", "?state=left"), ("name", "全部残疾"));
        await Choose(host, "Filter", ("query", "?state=all"), ("name", "都在"));
        var page = WebUtility.HtmlDecode(await host.Page("/elders?state=all"));
        Assert.Contains("<a href=\"/elders?state=left\">全部残疾</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/elders?state=all\" aria-current=\"page\">都在</a>", page, StringComparison.Ordinal);
        using (var wrong = await Post(host, "Filter", ("name", " ")))
        {
            Assert.Contains(
                "常用筛选的名称应为 1 到 20 个字",
                await wrong.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal
            );
        }

        Assert.Contains("责任人", Heads(page), StringComparison.Ordinal);
        await Choose(host, "Columns", ("columns", "age"), ("columns", "status"), ("columns", "nonsense"));
        var narrow = Heads(await host.Page("/elders"));
        Assert.DoesNotContain("责任人", narrow, StringComparison.Ordinal);
        Assert.Contains("年龄", narrow, StringComparison.Ordinal);
        using var book = await host.Client.GetAsync(new Uri("/elders?handler=Xlsx", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, book.StatusCode);
        await Choose(host, "Columns");
        Assert.Contains("责任人", Heads(await host.Page("/elders")), StringComparison.Ordinal);

        await using var db = host.Store.Open();
        var kept = await db.ListChoices.OrderBy(c => c.Name).ToListAsync(Cancel);
        Assert.Equal(["全部残疾", "都在"], kept.Select(c => c.Name));
        Assert.DoesNotContain("张", string.Concat(kept.Select(c => c.Value)), StringComparison.Ordinal);
        await Choose(host, "Remove", ("id", $"{kept[0].Id}"));
        Assert.DoesNotContain("全部残疾", WebUtility.HtmlDecode(await host.Page("/elders")), StringComparison.Ordinal);
        Assert.Contains(
            "/obligations",
            await Choose(host, "Columns", ("list", "obligations"), ("columns", "due")),
            StringComparison.Ordinal
        );
    }

    private static string Heads(string page) =>
        page.Contains("<thead>", StringComparison.Ordinal)
            ? WebUtility.HtmlDecode(page.Split("<thead>")[1].Split("</thead>")[0])
            : "";

    private static async Task<string> Choose(TestHost host, string handler, params (string, string)[] fields)
    {
        using var answer = await Post(host, handler, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> Post(TestHost host, string handler, params (string, string)[] fields)
    {
        var token = Token().Match(await host.Page("/elders")).Groups[1].Value;
        var all = fields.Append(("__RequestVerificationToken", token));
        if (!fields.Any(f => f.Item1 == "list"))
        {
            all = all.Append(("list", "elders"));
        }

        using var form = new FormUrlEncodedContent(all.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await host.Client.PostAsync(new Uri($"/choices?handler={handler}", UriKind.Relative), form, Cancel);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
