using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Workforce;

public sealed class HandOverTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task The_people_of_a_visitor_go_to_another_as_many_as_were_seen_or_none(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (old, next) = (await LeaveTests.Visitor(host, "交出的人"), await LeaveTests.Visitor(host, "接手的人"));
        Guid[] here = [await host.Enrol(Desk.Draft("测试甲")), await host.Enrol(Desk.Draft("测试乙"))];
        var there = await host.Enrol(Desk.Draft("测试丙"), Desk.OtherVillage);
        foreach (var elder in (Guid[])[.. here, there])
            await Assign(host, elder, old, "2026-03-01");
        var village = (await host.DivisionId(Desk.Village)).ToString(CultureInfo.InvariantCulture);

        var preview = await Post(host, old, next, village, "2026-11-19", null);
        Assert.Contains("<strong>2</strong> 位老人", preview, StringComparison.Ordinal);
        Assert.Equal(0, await Of(host, next));

        // One has come since somebody looked; one of three has somebody else from a later day on: nobody goes.
        Assert.Contains("现在是 2 位，不是 1 位", await Post(host, old, next, village, "2026-11-19", "1"));
        await Assign(host, there, old, "2026-11-10");
        Assert.Contains("2026-11-10 起已有责任人", await Post(host, old, next, "", "2026-11-01", "3"));
        Assert.Contains("没有选责任人", await Post(host, old, null, village, "2026-11-19", "2"));
        Assert.Contains("接手的就是同一个人", await Post(host, old, old, village, "2026-11-19", "2"));
        Assert.Equal((3, 0), (await Of(host, old), await Of(host, next)));

        Assert.Equal("", await Post(host, old, next, village, "2026-11-19", "2"));
        Assert.Equal((1, 2), (await Of(host, old), await Of(host, next)));
        Assert.Equal("", await Post(host, old, next, "", "2026-11-19", "1"));
        Assert.Equal((0, 3), (await Of(host, old), await Of(host, next)));
    }

    /// <summary>The page shown instead, or nothing when it was done.</summary>
    private static async Task<string> Post(TestHost host, Guid from, Guid? to, string village, string day, string? seen)
    {
        List<(string, string)> form = [("To", $"{to}"), ("Village", village), ("Day", day)];
        if (seen is not null)
            form.Add(("Seen", seen));
        using var answer = await host.SubmitAsync($"/visitors/{from}/handover", [.. form]);
        return answer.StatusCode == HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<int> Of(TestHost host, Guid visitor)
    {
        await using var db = host.Store.Open();
        return await db.Responsibilities.CountAsync(r => r.VisitorId == visitor && r.Until == null, Cancel);
    }

    private static async Task Assign(TestHost host, Guid elder, Guid visitor, string from)
    {
        using var answer = await host.SubmitAsync(
            $"/elders/{elder}/responsible",
            ("Visitor", $"{visitor}"),
            ("From", from)
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
