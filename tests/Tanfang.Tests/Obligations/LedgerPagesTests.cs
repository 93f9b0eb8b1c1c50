using System.Net;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

/// <summary>Every page of the two rooms on a store with people and on a fresh one.</summary>
public sealed class LedgerPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_fresh_office_is_told_where_to_begin(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        Assert.Contains("从这里开始", await Get(host, "/"), StringComparison.Ordinal);
        Assert.Contains("没有人逾期", await Get(host, "/obligations"), StringComparison.Ordinal);
        Assert.Contains("还没有老人", await Get(host, "/rates"), StringComparison.Ordinal);
        Assert.Contains("开启特殊时段", await Get(host, "/situations"), StringComparison.Ordinal);
        Assert.Contains("每日更新", await Get(host, "/operations"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Numbers_lead_to_people_and_people_to_the_words_of_the_document(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-07-01");
        var elder = await story.Enrol();
        await story.Enrol(["incapacitatedFull"]);
        story.On("2026-08-04");
        await story.Daily();
        var host = story.Host!;

        var desk = await Get(host, "/");
        Assert.Contains("/rates/people?division=", desk, StringComparison.Ordinal);
        var rates = await Get(host, "/rates?division=140426&month=2026-07");
        Assert.Contains("bucket=notVisited", rates, StringComparison.Ordinal);
        Assert.Contains("本系统的解释", rates, StringComparison.Ordinal);
        var people = await Get(host, "/rates/people?division=140426&month=2026-07&bucket=notVisited");
        Assert.Contains($"/elders/{elder}", people, StringComparison.Ordinal);
        Assert.Contains("未访", people, StringComparison.Ordinal);
        var overdue = await Get(host, "/obligations?show=overdue&division=1404&rule=national-2022-73/goal");
        Assert.Contains("逾期 3 天", overdue, StringComparison.Ordinal);
        Assert.Contains("确保特殊困难老年人月探访率达到100%", overdue, StringComparison.Ordinal);
        foreach (var bucket in new[] { "enrolled", "weekly", "overdue", "excused" })
        {
            await Get(host, $"/rates/people?division=140426&month=2026-07&bucket={bucket}&asOf=2026-08-02");
        }
    }

    [Theory, BothStores]
    public async Task A_special_time_is_opened_at_the_desk(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-11-02");
        await story.Enrol();
        var host = story.Host!;

        using var wrong = await host.SubmitAsync("/situations", ("Kind", "lockdown"), ("From", "2026-11-03"));
        Assert.Contains("请写明依据", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var right = await host.SubmitAsync(
            "/situations",
            ("Kind", "lockdown"),
            ("Division", "140426"),
            ("From", "2026-11-03"),
            ("Basis", "县指挥部通告")
        );

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("县指挥部通告", await Get(host, "/situations"), StringComparison.Ordinal);
    }

    private static async Task<string> Get(TestHost host, string address)
    {
        using var answer = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
