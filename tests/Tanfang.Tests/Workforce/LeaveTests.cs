using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Visits;
using Tanfang.Workforce;
using Tanfang.Workforce.Leaving;
using Tanfang.Workforce.Visitors;
using Xunit;

namespace Tanfang.Tests.Workforce;

/// <summary>Somebody is away and another one stands in; the clock stands at 2026-11-19.</summary>
public sealed class LeaveTests
{
    private static readonly DateOnly Today = new(2026, 11, 19);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_stand_in_sees_and_visits_from_the_first_day_to_the_last_and_the_responsible_person_stays(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var (away, standIn) = (await Visitor(host, "请假的人"), await Visitor(host, "代访的人"));
        var elder = await host.AddElder();
        await WallTests.Assign(host, elder, away);
        await Session.Create(host, "dai", Role.Visitor, Registry.Desk.Village, standIn);
        using var device = host.NewClient();
        await Session.SignInDevice(device, "dai");
        var (first, last) = (Today.AddDays(1), Today.AddDays(3));
        await Begin(host, new LeaveWish(away, standIn, first, last));

        foreach (var (day, sees) in new[] { (Today, false), (first, true), (last, true), (last.AddDays(1), false) })
        {
            host.Clock.ChinaDay = day;
            Assert.Equal(sees, (await Listed(device)).Contains(elder));
            using var page = await device.GetAsync(new Uri($"/elders/{elder}", UriKind.Relative), Cancel);
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
            if (sees)
            {
                var text = await page.Content.ReadAsStringAsync(Cancel);
                Assert.Contains("请假的人（2026-11-19 起）", text, StringComparison.Ordinal);
                Assert.Contains("代访的人 代访至 2026-11-22", text, StringComparison.Ordinal);
                Assert.Contains("<dt>责任单位</dt>", text, StringComparison.Ordinal);
            }

            var outcome = await WallTests.Record(device, host, Guid.CreateVersion7(), elder);
            Assert.Contains(sees ? "accepted" : "quarantined", outcome, StringComparison.Ordinal);
        }

        await using var db = host.Store.Open();
        var responsible = await db.Responsibilities.SingleAsync(r => r.ElderId == elder, Cancel);
        Assert.Equal((away, (DateOnly?)null), (responsible.VisitorId, responsible.Until));
    }

    [Theory, BothStores]
    public async Task A_leave_that_cannot_be_is_refused_with_its_reason(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (one, two, three) = (await Visitor(host, "一"), await Visitor(host, "二"), await Visitor(host, "三"));
        var gone = await Visitor(host, "离岗", Today);
        var (from, to) = (Today.AddDays(10), Today.AddDays(19));
        await Begin(host, new LeaveWish(one, two, from, to));

        (string Code, LeaveWish Wish)[] refused =
        [
            ("leave.unknown", new(Guid.NewGuid(), two, Today, Today)),
            ("leave.standIn", new(one, null, Today, Today)),
            ("leave.self", new(one, one, Today, Today)),
            ("leave.first", new(one, two, null, Today)),
            ("leave.last", new(one, two, Today, null)),
            ("leave.past", new(one, two, Today.AddDays(-1), Today)),
            ("leave.order", new(one, two, Today.AddDays(1), Today)),
            ("leave.long", new(three, two, Today.AddDays(20), Today.AddDays(112))),
            ("leave.ended", new(gone, two, Today, Today)),
            ("leave.standInEnded", new(one, gone, Today, Today)),
            ("leave.twice", new(one, three, to, to.AddDays(1))),
            ("leave.away", new(three, one, from.AddDays(-1), from)),
            ("leave.helps", new(two, three, from.AddDays(2), from.AddDays(3))),
        ];
        foreach (var (code, wish) in refused)
            Assert.Equal(code, (await Try(host, wish)).Refusals.Single().Code);

        // The days beside it are free, and 92 of them are no more than may be.
        await Begin(host, new LeaveWish(one, three, to.AddDays(1), to.AddDays(1)));
        await Begin(host, new LeaveWish(two, three, Today, from.AddDays(-1)));
        await Begin(host, new LeaveWish(three, two, Today.AddDays(30), Today.AddDays(121)));
    }

    [Theory, BothStores]
    public async Task A_leave_ends_early_from_today_or_never_was_and_whoever_ends_work_stands_in_no_more(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (away, standIn) = (await Visitor(host, "请假的人"), await Visitor(host, "代访的人"));
        var begun = await Begin(host, new LeaveWish(away, standIn, Today, Today.AddDays(9)));
        var later = await Begin(host, new LeaveWish(away, standIn, Today.AddDays(20), Today.AddDays(29)));
        var last = await Begin(host, new LeaveWish(away, standIn, Today.AddDays(40), Today.AddDays(49)));
        host.Clock.ChinaDay = Today.AddDays(2);

        foreach (var leave in (Guid[])[begun, later])
        {
            using var answer = await host.SubmitAsync($"/visitors/{away}?handler=End", ("leave", $"{leave}"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        using var again = await host.SubmitAsync($"/visitors/{away}?handler=End", ("leave", $"{begun}"));
        Assert.Contains("已经结束", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        host.Clock.ChinaDay = Today.AddDays(45);
        await host.Do<KeepVisitors, Result<int>>(k =>
            k.End(Scope.Everything, Actor.Local, standIn, Today.AddDays(44), Cancel)
        );

        await using var db = host.Store.Open();
        var until = await db.Leaves.ToDictionaryAsync(l => l.Id, l => l.Until, Cancel);
        Assert.Equal(
            (Today.AddDays(2), Today.AddDays(20), Today.AddDays(44)),
            (until[begun], until[later], until[last])
        );
        var page = await host.Page($"/visitors/{away}");
        Assert.Contains("已取消", page, StringComparison.Ordinal);
        Assert.Contains("请假，代访的人 代访", page, StringComparison.Ordinal);
    }

    internal static async Task<Guid> Visitor(TestHost host, string name, DateOnly? until = null)
    {
        var home = await host.DivisionId(Registry.Desk.Village);
        await using var db = host.Store.Open();
        var visitor = new Visitor
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            DivisionId = home,
            Until = until,
        };
        db.Visitors.Add(visitor);
        await db.SaveChangesAsync(Cancel);
        return visitor.Id;
    }

    private static async Task<Guid> Begin(TestHost host, LeaveWish wish)
    {
        var result = await Try(host, wish);
        Assert.Empty(result.Refusals);
        return result.Value;
    }

    private static Task<Result<Guid>> Try(TestHost host, LeaveWish wish) =>
        host.Do<KeepLeaves, Result<Guid>>(k => k.Begin(Scope.Everything, Actor.Local, wish, Cancel));

    private static async Task<List<Guid>> Listed(HttpClient device)
    {
        var answer = await device.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/worklist", UriKind.Relative), Cancel);
        return [.. answer!["items"]!.AsArray().Select(i => (Guid)i!["elderId"]!)];
    }
}
