using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Obligations.Running;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Visits.Entering;

/// <summary>补录 over HTTP, without scripts: a village's forms, from the first to the summary.</summary>
public class PaperEntryTests
{
    private static readonly (string, string)[] MostSheets =
    [
        ("Day", "2026-10-20"),
        ("Mode", "onSite"),
        ("Visitors", "李探访"),
    ];

    private static readonly (string, string)[] Found =
    [
        ("gas", "safe"),
        ("water", "safe"),
        ("electricity", "fairlySafe"),
        ("family", "more"),
        ("familyBy", "1"),
        ("expression", "better"),
        ("movement", "worse"),
        ("illness", "serious"),
        ("illnessName", "高血压"),
        ("mood", "better"),
        ("personalHygiene", "better"),
        ("homeHygiene", "better"),
        ("room", "better"),
        ("needsInWords", "帮买药"),
        ("elderSigned", "fingerprint"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Village_is_entered_sheet_by_sheet_late_and_through_the_door_of_every_visit(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var first = await host.Enrol();
        await host.Enrol(Registry.Desk.Draft("测试乙"));
        host.Clock.ChinaDay = new DateOnly(2026, 11, 19);
        await host.Do<RunDaily>(daily => daily.Run(Cancel));
        var missed = await Missed(host, first);

        // The batch begins with its first sheet, filled with what the sheets share.
        var (_, next) = await host.FillAsync("/entry", [.. MostSheets, ("Place", Registry.Desk.Village)]);
        var batch = next!.Split('?')[0];
        var sheet = await Follow(host, next);
        var opened = await host.OpenAsync(sheet);
        Assert.Contains("第 1 / 2 户", opened, StringComparison.Ordinal);
        Assert.Equal(["mode=onSite"], Desk.Chosen(opened));
        Assert.Equal(["better", "worse"], Desk.Offered(opened, "movement"));

        // Nothing filled in is no visit; half of it is asked about and kept.
        var (empty, _) = await host.FillAsync(sheet, []);
        Assert.Contains("一项也没有填", empty, StringComparison.Ordinal);
        var (half, _) = await host.FillAsync(sheet, [("gas", "safe"), ("illnessName", "")]);
        Assert.Contains("还有 10 项没有填", half, StringComparison.Ordinal);
        await using (var db = host.Store.Open())
        {
            Assert.Empty(db.Visits);
            Assert.NotNull(db.EntrySheets.Single(s => s.Place == 1).Draft);
        }

        Assert.Contains("gas=safe", Desk.Chosen(await host.OpenAsync(sheet)));

        // Accepted: a visit like every other, marked as paper; its draft is gone; the missed month is fulfilled by the late entry.
        var (_, on) = await host.FillAsync(sheet, Found);
        Assert.NotEqual(sheet, await Follow(host, on!));
        await using (var db = host.Store.Open())
        {
            var visit = db.Visits.Single();
            Assert.Equal(("paper", 1, "local"), (visit.EnteredFrom, visit.Ordinal, visit.EnteredBy));
            Assert.Equal((new DateOnly(2026, 10, 20), 30), (visit.HappenedOn, visit.LateBy));
            Assert.Equal("李探访", visit.Visitors);
            Assert.True(visit.Counts);
            var done = db.EntrySheets.Single(s => s.Place == 1);
            Assert.Equal((EntrySheetState.Entered, null, visit.Id), (done.State, done.Draft, done.RecordId));
            Assert.Equal(1, db.RecordReceipts.Count());
            Assert.NotEmpty(db.ObligationOutcomes.Where(o => o.VisitId == visit.Id));
        }

        Assert.True(await Missed(host, first) < missed);

        // Sent again: the same bytes are in already, others are refused; the list says late and by how much.
        var (_, again) = await host.FillAsync(sheet, Found, opened: opened);
        Assert.Equal(on, again);
        var (changed, _) = await host.FillAsync(sheet, [.. Found, ("water", "unsafe")], opened: opened);
        Assert.Contains("已经保存过", changed ?? "", StringComparison.Ordinal);
        var list = await host.OpenAsync($"/elders/{ElderOf(sheet)}/visits");
        Assert.Contains("迟 30 天", list, StringComparison.Ordinal);

        // The second is met by nobody; then the batch is done and closes.
        var (_, last) = await host.FillAsync(await Follow(host, on!), [("result", "notAtHome"), ("kind", "attempt")]);
        Assert.Equal(batch, await Follow(host, last!));
        var summary = await host.OpenAsync(batch);
        Assert.Contains("未遇", summary, StringComparison.Ordinal);
        Assert.Contains("迟 30 天", summary, StringComparison.Ordinal);
        await host.FillAsync(batch, [], "Close");
        Assert.Contains("这批补录已于", await host.OpenAsync(batch), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Draft_is_replaced_survives_and_belongs_to_one_hand_at_a_time(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (elder, gone) = (await host.Enrol(), await host.AddElder("测试丙", leftOn: new DateOnly(2026, 9, 1)));
        var (_, batch) = await host.FillAsync("/entry", [.. MostSheets, ("any", "true")]);
        var (_, sheet) = await host.FillAsync(batch!, [("name", "测试甲")], "Find");
        Assert.Equal($"{batch}/{elder}", sheet);

        // Typed, typed over, taken up again; who typed on an older state is told and overwrites nothing.
        var opened = await host.OpenAsync(sheet!);
        await host.FillAsync(sheet!, [("needsInWords", "换灯泡"), ("scan", "nonsense")], "Draft", opened);
        var stale = await host.FillAsync(sheet!, [("needsInWords", "别的")], "Draft", opened);
        Assert.Contains("另一处也在录这张表", stale.Html, StringComparison.Ordinal);
        await host.FillAsync(sheet!, [("needsInWords", "换灯泡、买米"), ("mode", "phone")], "Draft");
        var kept = await host.OpenAsync(sheet!);
        Assert.Contains("换灯泡、买米", kept, StringComparison.Ordinal);
        Assert.Equal(["mode=phone"], Desk.Chosen(kept));
        await using (var db = host.Store.Open())
        {
            var row = db.EntrySheets.Single();
            Assert.Equal(2, row.Version);
            Assert.DoesNotContain("换灯泡", System.Text.Encoding.UTF8.GetString(row.Draft!), StringComparison.Ordinal);
        }

        // Days: none, not yet, before the file began (asked once), another by a day already entered (asked once).
        (string, string)[] some = [("gas", "safe"), ("sure", "unanswered")];
        Assert.Contains("不是日期", await Refused(("happenedOn", "昨天")), StringComparison.Ordinal);
        Assert.Contains("还没有到", await Refused(("happenedOn", "2026-12-01")), StringComparison.Ordinal);
        Assert.Contains("早于建档日期", await Refused(("happenedOn", "2026-01-04")), StringComparison.Ordinal);
        var (_, taken) = await host.FillAsync(
            sheet!,
            [.. some, ("happenedOn", "0104"), ("sure", "before-enrolled")],
            opened: kept
        );
        Assert.Equal(batch, taken);
        var (_, other) = await host.FillAsync(
            "/entry",
            [("Day", "2026-01-04"), ("Mode", "phone"), ("Visitors", "李探访"), ("Place", Registry.Desk.Village)]
        );
        var (twice, _) = await host.FillAsync($"{other!.Split('?')[0]}/{elder}", some);
        Assert.Contains("已有第 1 次探访", twice, StringComparison.Ordinal);

        // Somebody who had left by then; somebody nobody knows; a batch nobody knows.
        await host.FillAsync(batch!, [("elder", $"{gone}")], "TakeUp", await host.OpenAsync(batch!));
        var (left, _) = await host.FillAsync($"{batch}/{gone}", some);
        Assert.Contains("已注销", left, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(host, $"{batch}/{Guid.CreateVersion7()}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(host, $"/entry/{Guid.CreateVersion7()}/{elder}"));

        // A sheet half typed stands in the way of closing until somebody says why it is not entered.
        var (open, _) = await host.FillAsync(batch!, [], "Close");
        Assert.Contains("还有 1 张表填了一部分", open, StringComparison.Ordinal);
        await host.FillAsync($"{batch}/{gone}", [("reason", "otherPerson")], "Skip");
        Assert.Contains("表上的人对不上", await host.OpenAsync(batch!), StringComparison.Ordinal);
        await host.FillAsync(batch!, [], "Close");
        await using (var db = host.Store.Open())
        {
            var id = Guid.Parse(batch!.Split('/')[^1]);
            Assert.Single(db.Visits);
            Assert.Empty(db.EntrySheets.Where(s => s.BatchId == id && s.Draft != null));
        }

        async Task<string> Refused((string, string) day) =>
            (await host.FillAsync(sheet!, [.. some, day], opened: kept)).Html ?? "";
    }

    [Theory, BothStores]
    public async Task Two_clerks_over_one_sheet_record_it_once(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();
        var (_, next) = await host.FillAsync("/entry", [.. MostSheets, ("Place", Registry.Desk.Village)]);
        var sheet = await Follow(host, next!);
        var opened = await host.OpenAsync(sheet);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => host.FillAsync(sheet, [.. Found, ("suggestion", $"第 {i} 位录入的")], opened: opened))
        );

        Assert.Single(answers, a => a.Location is not null);
        await using var db = host.Store.Open();
        Assert.Single(db.Visits);
        Assert.Equal(1, db.Elders.Single().VisitCount);
    }

    [Theory, BothStores]
    public async Task Scans_lie_sealed_beside_their_sheets_and_go_or_stay_with_the_record(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();
        await host.Enrol(Registry.Desk.Draft("测试乙"));
        var (_, next) = await host.FillAsync("/entry", [.. MostSheets, ("Place", Registry.Desk.Village)]);
        var batch = next!.Split('?')[0];

        var answer = await host.UploadAsync(
            batch,
            [PaperWordsTests.Png, PaperWordsTests.Png, "<svg/>"u8.ToArray()],
            "Scans"
        );
        Assert.Contains("“3.png”：不是 JPEG、PNG、WebP 图片，也不是 PDF", answer, StringComparison.Ordinal);
        var sheet = await Follow(host, next);
        await using var db = host.Store.Open();
        var scans = db.PaperScans.AsNoTracking().OrderBy(s => s.Number).ToList();
        Assert.Equal(2, scans.Count);
        Assert.False(scans[0].File.AsSpan().IndexOf("IEND"u8) >= 0);

        // Shown as what it is, and as nothing else.
        using (var shown = await host.Client.GetAsync(new Uri($"/entry/scans/{scans[0].Id}", UriKind.Relative), Cancel))
        {
            Assert.Equal(PaperWordsTests.Png, await shown.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", shown.Headers.CacheControl!.ToString());
            Assert.StartsWith(
                "sandbox;",
                shown.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
        }

        // The first lies beside the first sheet, the second beside the next; kept with the record it is the elder's.
        var (_, on) = await host.FillAsync(sheet, [.. Found, ("scan", $"{scans[0].Id}")]);
        Assert.Contains(
            $"src=\"/entry/scans/{scans[1].Id}\"",
            await host.OpenAsync(await Follow(host, on!)),
            StringComparison.Ordinal
        );
        await host.FillAsync(batch, [("scans", "keep")], "Close");
        var left = db.PaperScans.AsNoTracking().Single();
        var visit = db.Visits.AsNoTracking().Single();
        Assert.Equal((scans[0].Id, visit.Id, visit.ElderId), (left.Id, left.VisitId, left.ElderId));
        Assert.Equal(HttpStatusCode.OK, await Status(host, $"/entry/scans/{left.Id}"));
        Assert.Contains(
            $"/entry/scans/{left.Id}",
            await host.OpenAsync($"/visits/{visit.Id}"),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, await Status(host, $"/entry/scans/{scans[1].Id}"));
    }

    /// <summary>Where a redirect to the next sheet leads.</summary>
    private static async Task<string> Follow(TestHost host, string address)
    {
        using var answer = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        return answer.Headers.Location?.OriginalString ?? address;
    }

    private static async Task<HttpStatusCode> Status(TestHost host, string address)
    {
        using var answer = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static Guid ElderOf(string sheet) => Guid.Parse(sheet.Split('/')[^1]);

    private static async Task<int> Missed(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        return await db.Obligations.CountAsync(o => o.ElderId == elder && o.State == ObligationState.Missed, Cancel);
    }
}
