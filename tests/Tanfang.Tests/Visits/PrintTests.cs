using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Visits;
using Tanfang.Visits.Printing;
using Xunit;
using Filing = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Visits;

/// <summary>Forms in bulk, over HTTP: chosen, prepared one by one, printed, their codes scanned, their copies followed.</summary>
public class PrintTests
{
    private static readonly (string, string)[] Found =
    [
        ("mode", "onSite"),
        ("gas", "safe"),
        ("visitors", "李探访"),
        ("happenedOn", "2026-11-18"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Blank_form_goes_out_comes_back_is_entered_and_its_copies_reach_their_archives(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.HasNoChromium();
        var elder = await host.Enrol(Filing.Draft("测试甲"));
        await host.Enrol(Filing.Draft("测试乙"), Filing.OtherVillage);
        await host.Enrol(Filing.Draft("测试丙") with { Consent = Tanfang.Registry.ConsentState.Refused });

        var job = await host.Print(Filing.Village, "no");
        await host.Finished(job);
        var shown = await host.OpenAsync(job);
        var sheets = await host.OpenAsync(job + "/sheets");

        // Without Chromium everything else is there, and the page says what to install.
        Assert.Contains("软件包 chromium", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(job + "/sheets.pdf")).Status);
        Assert.Equal(2, sheets.Split("<article").Length - 1);
        Assert.Contains("测试甲", sheets, StringComparison.Ordinal);
        Assert.DoesNotContain("测试丙", sheets, StringComparison.Ordinal);
        Assert.DoesNotContain("☑</span>上门", sheets, StringComparison.Ordinal);
        var codes = Printing.Codes(sheets);
        Assert.Equal(2, codes.Count);

        // The code of a blank form leads to the desk, and knows its form; what was entered from it is what it opens from then on.
        var desk = (await host.Get("/s/" + codes[0])).Location!;
        Assert.Equal($"/elders/{elder}/visits/new?sheet={codes[0]}", desk);
        Assert.Contains($"编号 {codes[0]}", await host.OpenAsync(desk), StringComparison.Ordinal);
        var (_, visit) = await host.FillAsync(desk, Found);
        Assert.Equal(visit, (await host.Get("/s/" + codes[1].ToLowerInvariant())).Location);
        var (_, typed) = await host.FillAsync("/print/find", [("Code", codes[0])]);
        Assert.Equal(visit, typed);

        await ReceiveAndLose(host, visit!, codes);
        await SaysNothing(host, codes);

        host.Clock.Advance(PrintJob.Kept + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(job + "/sheets")).Status);
    }

    private static async Task ReceiveAndLose(TestHost host, string visit, IReadOnlyList<string> codes)
    {
        (string, string)[] Scan(string code) => [("Code", code), ("ReceivedBy", "钱存档"), ("On", "2026-11-19")];
        Assert.Contains("县级未收", await host.OpenAsync("/print/copies"), StringComparison.Ordinal);

        var (good, _) = await host.FillAsync("/print/receive", Scan(codes[0]));
        var (twice, _) = await host.FillAsync("/print/receive", Scan(codes[0]));
        var (wrong, _) = await host.FillAsync("/print/receive", Scan("K7QM-3X9D-R01H"));

        Assert.Contains($"已登记：{codes[0]}，县级民政部门已收存", good, StringComparison.Ordinal);
        Assert.Contains("钱存档", good, StringComparison.Ordinal);
        Assert.Contains("已收存（2026-11-19）。不必再登记", twice, StringComparison.Ordinal);
        Assert.Contains("没有登记。请重新扫码", wrong, StringComparison.Ordinal);

        await using var db = host.Store.Open();
        var sheet = await db.PrintedSheets.SingleAsync(Cancel);
        var page = $"/print/copies/{sheet.Id}";
        (string, string)[] missing = [("copy", "Township"), ("state", "Missing"), ("on", "2026-11-19")];
        var (why, _) = await host.FillAsync(page, missing, "Mark");
        Assert.Contains("请选一个原因", why, StringComparison.Ordinal);
        await host.FillAsync(page, [.. missing, ("reason", "lost")], "Mark");
        var (_, job) = await host.FillAsync(page, [("copy", "Township")], "Reprint");
        await host.Finished(job!);

        var again = await host.OpenAsync(job + "/sheets");
        Assert.Equal(1, again.Split("<article").Length - 1);
        Assert.Contains("乡镇(街道)存　补打", again, StringComparison.Ordinal);
        Assert.Contains("☑</span>上门探访", again, StringComparison.Ordinal);
        var (old, _) = await host.FillAsync("/print/receive", Scan(codes[1]));
        Assert.Contains("已报缺失并补打过", old, StringComparison.Ordinal);
        await host.FillAsync("/print/receive", Scan(Printing.Codes(again)[0]));

        Assert.Contains("印出的表都已归档", await host.OpenAsync("/print/copies"), StringComparison.Ordinal);
        var shown = await host.OpenAsync(visit);
        Assert.Contains("县级民政部门已收存 11-19", shown, StringComparison.Ordinal);
        Assert.Contains("（补打）", shown, StringComparison.Ordinal);
        var events = await db.CopyEvents.Where(e => e.SheetId == sheet.Id).ToListAsync(Cancel);
        Assert.Equal(
            [CopyState.Printed, CopyState.Missing, CopyState.Replaced],
            events.Where(e => e.Copy == CopyFor.Township).OrderBy(e => e.State).Select(e => e.State)
        );
        await host.FillAsync(page, [], "Revoke");
        Assert.Contains("编号已停用", await host.OpenAsync(page), StringComparison.Ordinal);
    }

    /// <summary>Unknown, revoked and mistyped codes answer with one and the same page.</summary>
    private static async Task SaysNothing(TestHost host, IReadOnlyList<string> codes)
    {
        var revoked = await host.Get("/s/" + codes[0]);
        var unknown = await host.Get("/s/" + new SheetCode("0000000000", CopyFor.County).Text);
        var mistyped = await host.Get("/s/K7QM-3X9D-R01H");

        Assert.Equal(HttpStatusCode.NotFound, revoked.Status);
        Assert.Contains("这个编号打不开记录", revoked.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("测试", revoked.Html, StringComparison.Ordinal);
        Assert.Equal(revoked, unknown);
        Assert.Equal(revoked, mistyped);
    }

    [Theory, BothStores]
    public async Task Office_stopped_between_two_sheets_goes_on_with_the_next_and_doubles_none(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        var clock = new FakeClock(new DateOnly(2026, 11, 19));
        var job = Guid.Empty;
        await using (var first = await Start(own, clock))
        {
            var wishes = new List<SheetWish>();
            foreach (var name in new[] { "测试甲", "测试乙", "测试丙" })
                wishes.Add(new SheetWish(await Enrol(first, own, name)));
            var stopped = new TaskCompletionSource();
            first.Services.GetRequiredService<PrintProgress>().BetweenSheets = async (done, cancel) =>
            {
                if (done != 2)
                    return;
                stopped.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            };
            await using var scope = first.Services.CreateAsyncScope();
            var plan = scope.ServiceProvider.GetRequiredService<PlanPrint>();
            var wish = new PrintWish("测试", "http://127.0.0.1", wishes);
            job = (await plan.Run(CurrentUser.Local, wish, start: true, Cancel)).Value;
            await stopped.Task.WaitAsync(Cancel);
            await first.StopAsync(Cancel);
        }

        var before = await Sheets(own, job);
        Assert.Equal([true, true, false], before.Select(s => s.PreparedAt is not null));
        var left = Directory.CreateDirectory(Path.Combine(own.Options.Directory, "printing", "left")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "sheets.html"), "测试甲", Cancel);

        await using var second = await Start(own, clock);
        await using var db = own.Open();
        while (!await db.PrintJobs.AnyAsync(j => j.Id == job && j.State == PrintState.Done, Cancel))
            await Task.Yield();

        var after = await Sheets(own, job);
        Assert.Equal(before.Take(2).Select(s => s.Code), after.Take(2).Select(s => s.Code));
        Assert.Equal(3, after.Select(s => s.Code).Distinct().Count());
        Assert.Equal(3, (await db.PrintJobs.SingleAsync(Cancel)).SheetsDone);
        Assert.Equal(6, await db.SheetCopies.CountAsync(Cancel));
        Assert.Equal(6, await db.CopyEvents.CountAsync(Cancel));
        Assert.Equal(3, await db.Changes.CountAsync(c => c.Action == "form.printed", Cancel));
        Assert.False(Directory.Exists(left));
        await second.StopAsync(Cancel);
    }

    [Theory, BothStores]
    public async Task Cancelled_job_leaves_no_sheet_and_no_code(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.HasNoChromium();
        await host.Enrol(Filing.Draft("测试甲"));
        await host.Enrol(Filing.Draft("测试乙"));
        var first = new TaskCompletionSource();
        await host.Do<PrintProgress>(progress =>
        {
            progress.BetweenSheets = async (_, cancel) =>
            {
                first.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            };
            return Task.CompletedTask;
        });

        var job = await host.Print(Filing.Village, "no");
        await first.Task.WaitAsync(Cancel);
        Assert.Contains("1 / 2 份", await host.OpenAsync(job), StringComparison.Ordinal);
        await host.FillAsync(job, [], "Cancel");

        Assert.Contains("这次打印已取消", await host.OpenAsync(job), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(job + "/sheets")).Status);
        Assert.Contains("印出的表都已归档", await host.OpenAsync("/print/copies"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.All(await db.PrintedSheets.ToListAsync(Cancel), s => Assert.NotNull(s.RevokedAt));
        Assert.False(await db.PrintedSheets.AnyAsync(s => s.Form != null, Cancel));
    }

    private static async Task<WebApplication> Start(TestStore own, FakeClock clock)
    {
        var app = Office.Build(own.Options, clock, "http://127.0.0.1:0");
        app.Services.GetRequiredService<Chromium>().Told = "/nowhere/chromium";
        await app.StartAsync(Cancel);
        return app;
    }

    private static async Task<Guid> Enrol(WebApplication app, TestStore own, string name)
    {
        await using var db = own.Open();
        var home = await db.Divisions.Where(d => d.Code == Filing.Village).Select(d => d.Id).SingleAsync(Cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var enrol = scope.ServiceProvider.GetRequiredService<Tanfang.Registry.EnrolElder>();
        var draft = Filing.Draft(name) with { HomeId = home };
        return (await enrol.Run(draft, Scope.Everything, Actor.Local, Cancel)).Value;
    }

    private static async Task<List<PrintedSheet>> Sheets(TestStore own, Guid job)
    {
        await using var db = own.Open();
        return await db
            .PrintedSheets.AsNoTracking()
            .Where(s => s.JobId == job)
            .OrderBy(s => s.Position)
            .ToListAsync(Cancel);
    }
}
