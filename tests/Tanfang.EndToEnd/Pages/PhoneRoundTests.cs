using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.Demo;
using Tanfang.Obligations;
using Tanfang.Obligations.Running;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>
/// A visitor's morning with the phone, from signing in over a valley without signal to the printed form, looked at on every screen: 360 × 740, the real server and its own program at /m.
/// </summary>
public sealed class PhoneRoundTests(Browser browser, ITestOutputHelper output)
{
    private const string Pin = "274951";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_morning_without_signal_reaches_the_desk_and_the_paper()
    {
        await using var host = await Served();
        var (couple, others) = await People(host);
        await using var tab = await browser.OpenAsync(new Uri("about:blank"), Screen.Phone);
        var page = tab.Page;
        await page.SetViewportSizeAsync(360, 740);
        await page.Clock.SetSystemTimeAsync(host.Clock.GetUtcNow().UtcDateTime);

        await page.GotoAsync(new Uri(host.Address, "/m/").ToString());
        await page.FillAsync("#userName", "tanfang");
        await page.FillAsync("#password", DemoAccounts.Password);
        await Look(tab, "sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.Locator("#pin").WaitForAsync();
        await Look(tab, "choose-pin");
        await Type(page);
        await Type(page);
        await page.Locator(".stop").First.WaitForAsync();
        await Look(tab, "today");

        // The valley: from here on nothing is heard, and the page was closed on the way.
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.FillAsync("#pin", Pin);
        await page.Locator(".stop").First.WaitForAsync();
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("离线");

        var taps = await Visit(tab, RowOf(others[0]), looked: true);
        output.WriteLine($"无变化的一次探访：{taps} 下，不算签字的笔画");
        Assert.InRange(taps, 1, 8);
        await Visit(tab, RowOf(others[1]));
        await Visit(tab, RowOf(others[2]));

        // A couple is one stop: what was seen once is offered for the other.
        await Visit(tab, ".stop a.go:has-text('同一户')");
        await page.GetByText("本次同一户").WaitForAsync();
        await Look(tab, "couple");
        await page.GetByText("本次同一户").ClickAsync();
        await page.GetByText("其余八项无变化").ClickAsync();
        await Sign(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "完成" }).ClickAsync();
        await page.GetByText("的记录已存在本机").WaitForAsync();

        await Go(page, $"#/attempt/{others[3]}");
        await page.Locator("label", new() { HasTextString = "不在家" }).ClickAsync();
        await Look(tab, "attempt");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GetByText("没见到，已记在本机").WaitForAsync();

        await Go(page, $"#/emergency/{others[4]}");
        await page.Locator("label", new() { HasTextString = "跌倒" }).ClickAsync();
        await Look(tab, "emergency");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存，再记怎么处置" }).ClickAsync();
        await page.Locator("label", new() { HasTextString = "已送医院" }).ClickAsync();
        await Look(tab, "handling");
        await page.GetByRole(AriaRole.Button, new() { Name = "办结" }).ClickAsync();
        await page.GetByText("紧急情况已办结").WaitForAsync();

        await Go(page, "#/queue");
        await Assertions.Expect(page.Locator(".queued.waiting")).ToHaveCountAsync(8);
        await Look(tab, "queue");
        await using (var db = host.Store.Open())
        {
            Assert.False(await db.RecordReceipts.AnyAsync(r => r.ReceivedAt == host.Clock.GetUtcNow(), Cancel));
        }

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator(".queued.waiting")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Look(tab, "queue-sent");

        await Check(host, [.. others[..3], .. couple], others[3], others[4]);
        await Desk(tab, host, others);
    }

    private static async Task Check(TestHost host, Guid[] visited, Guid missed, Guid fallen)
    {
        await using var db = host.Store.Open();
        var now = host.Clock.GetUtcNow();
        var today = await db.Visits.Where(v => v.ReceivedAt == now).ToListAsync(Cancel);
        Assert.Equal(visited.Order(), today.Where(v => !v.IsAttempt).Select(v => v.ElderId).Order());
        Assert.Equal(missed, Assert.Single(today, v => v.IsAttempt).ElderId);
        Assert.All(today.Where(v => !v.IsAttempt), v => Assert.True(v.Counts && v.Gas == "safe"));
        var emergency = await db.Emergencies.SingleAsync(e => e.ElderId == fallen, Cancel);
        Assert.Equal(("fall", "hospital"), (emergency.What, emergency.Outcome));
        Assert.Empty(await db.Quarantine.ToListAsync(Cancel));
    }

    /// <summary>The officer sees it, and the form has the strokes.</summary>
    private async Task Desk(Tab phone, TestHost host, List<Guid> people)
    {
        await using var tab = await browser.OpenAsync(new Uri(host.Address, "/signin"));
        var page = tab.Page;
        await page.FillAsync("#UserName", "xian");
        await page.FillAsync("#Password", DemoAccounts.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.WaitForURLAsync(host.Address.ToString());
        Guid visit;
        await using (var db = host.Store.Open())
        {
            visit = await db
                .Visits.Where(v => v.ElderId == people[0])
                .OrderByDescending(v => v.ReceivedAt)
                .Select(v => v.Id)
                .FirstAsync(Cancel);
        }

        await tab.GoAsync(new Uri(host.Address, $"/elders/{people[0]}/form?visit={visit}"));
        await page.GetByLabel("查看用途").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "查看完整信息" }).ClickAsync();
        // The visitor's and the elder's, on both copies.
        await Assertions.Expect(page.Locator("img[src^='data:image/png']")).ToHaveCountAsync(4);
        await tab.PictureAsync("phone-form");
        Assert.DoesNotContain(
            phone.Complaints,
            c => !c.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)
        );
    }

    /// <summary>As on most days: nothing changed, nothing unsafe. The taps from the list to the confirmation.</summary>
    private static async Task<int> Visit(Tab tab, string row, bool looked = false)
    {
        var (page, taps) = (tab.Page, 0);
        async Task Tap(ILocator target)
        {
            await target.TapAsync();
            taps++;
        }

        await Go(page, "#/today");
        await Tap(page.Locator(row).First);
        if (looked)
            await Look(tab, "card");
        await Tap(page.Locator("#dock .primary"));
        foreach (var item in (string[])["gas", "water", "electricity"])
            await Tap(page.Locator($"#item-{item} label").First);
        if (looked)
            await Look(tab, "record");
        await Tap(page.GetByText("其余八项无变化"));
        taps++;
        await Sign(page, looked ? tab : null);
        await Tap(page.GetByRole(AriaRole.Button, new() { Name = "完成" }));
        await page.GetByText("的记录已存在本机").WaitForAsync();
        return taps;
    }

    private static string RowOf(Guid elder) => $".stop a.go[href='#/elder/{elder}']";

    private static async Task Sign(IPage page, Tab? looked = null)
    {
        await page.GetByText("下一步：核对签字").ClickAsync();
        foreach (var who in (string[])["visitor", "elder"])
        {
            var pad = page.Locator($"#item-{who} canvas");
            await pad.ScrollIntoViewIfNeededAsync();
            var box = (await pad.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + 30, box.Y + box.Height / 2);
            await page.Mouse.DownAsync();
            for (var i = 1; i < 20; i++)
                await page.Mouse.MoveAsync(box.X + 30 + i * 9, box.Y + box.Height / 2 + (i % 4 - 2) * 9);
            await page.Mouse.UpAsync();
        }

        await Assertions.Expect(page.GetByText("✓ 已签")).ToHaveCountAsync(2);
        if (looked is not null)
            await Look(looked, "sign");
    }

    private static async Task Go(IPage page, string hash) =>
        await page.EvaluateAsync("hash => { location.hash = hash }", hash);

    private static async Task Type(IPage page)
    {
        foreach (var digit in Pin)
            await page.Locator(".pad button", new() { HasTextString = digit.ToString() }).TapAsync();
    }

    private static async Task Look(Tab tab, string name)
    {
        await tab.HasNoBarrierAsync();
        var path = Path.Combine(Repository.Artifacts("screenshots"), $"phone-{name}.png");
        await tab.Page.ScreenshotAsync(new() { Path = path });
    }

    private static async Task<TestHost> Served()
    {
        var clock = new FakeClock(new DateOnly(2026, 11, 20), new TimeOnly(10, 0));
        var host = await TestHost.StartAsync(Store.Sqlite, clock);
        var recipe = new DemoRecipe("140426", 120, 3, 7, clock.ChinaDay);
        Assert.True((await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(recipe, Cancel))).Succeeded);
        await host.Do<DemoAccounts>(accounts => accounts.Run(Cancel));
        // Nobody went for ten days, and the month ends today.
        clock.Advance(TimeSpan.FromDays(10));
        await host.Do<RunDaily, DailyRun>(daily => daily.Run(Cancel));
        return host;
    }

    /// <summary>A couple and five others of the visitor's, each visited before, due on this last day of the month; who lives with whom is settled here.</summary>
    private static async Task<(Guid[] Couple, List<Guid> Others)> People(TestHost host)
    {
        await using var db = host.Store.Open();
        var account = await db.Accounts.SingleAsync(a => a.UserName == "tanfang", Cancel);
        var visitor = await db
            .Grants.Where(g => g.AccountId == account.Id)
            .Select(g => g.VisitorId)
            .SingleAsync(Cancel);
        var (month, end) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1));
        var elders = await db
            .Elders.Where(e => e.LeftOn == null)
            .Where(e => db.Responsibilities.Any(r => r.ElderId == e.Id && r.Until == null))
            .Where(e => db.Visits.Any(v => v.ElderId == e.Id && v.Counts))
            .Where(e => !db.Visits.Any(v => v.ElderId == e.Id && v.HappenedOn >= month))
            .Where(e => db.Obligations.Any(o => o.ElderId == e.Id && o.State == ObligationState.Due && o.Until == end))
            .OrderBy(e => e.Id)
            .ToListAsync(Cancel);
        // All of them this visitor's, whoever was responsible in the demo.
        var alone = elders.GroupBy(e => e.HouseholdId).Select(g => g.First().Id).Take(7).ToList();
        Assert.Equal(7, alone.Count);
        await db
            .Responsibilities.Where(r => alone.Contains(r.ElderId) && r.Until == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.VisitorId, visitor!.Value), Cancel);
        Guid[] couple = [alone[0], alone[1]];
        await host.Do<JoinHouseholds>(join =>
            join.Run(
                [
                    [new(couple[0], "户主"), new(couple[1], "配偶")],
                ],
                Actor.Local,
                Cancel
            )
        );
        return (couple, alone[2..7]);
    }
}
