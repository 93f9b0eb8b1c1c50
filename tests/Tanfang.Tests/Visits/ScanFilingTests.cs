using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Registry.Merging;
using Tanfang.Visits;
using Tanfang.Visits.Entering;
using Tanfang.Visits.Filing;
using Xunit;
using Elders = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Visits;

/// <summary>纸电同码 over HTTP, without scripts: signed sheets come back as pictures and lie with their records.</summary>
public sealed class ScanFilingTests
{
    private static readonly (string, string)[] Met =
    [
        ("mode", "onSite"),
        ("gas", "safe"),
        ("visitors", "李探访"),
        ("happenedOn", "2026-11-18"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Signed_sheet_files_itself_and_one_that_cannot_be_read_is_claimed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var codes = await Printed(host);

        // Four at once: read, unread, no picture, a code that nobody printed.
        (string, string)[] read = [("codes", codes[0]), ("codes", ""), ("codes", ""), ("codes", Unknown)];
        var first = await host.UploadAsync("/print/scans", [Png(1), Png(2), "<svg/>"u8.ToArray(), Png(3)], null, read);
        Assert.Contains("1 份归档，3 份没有", first, StringComparison.Ordinal);
        Assert.Contains("测*甲", first, StringComparison.Ordinal);
        Assert.DoesNotContain("测试甲", first, StringComparison.Ordinal);
        Assert.Contains("没有认出编号", first, StringComparison.Ordinal);
        Assert.Contains("不是 JPEG、PNG、WebP 图片，也不是 PDF", first, StringComparison.Ordinal);
        Assert.Contains("待认领的 2 个", first, StringComparison.Ordinal);
        var filed = Assert.Single(await Scans(host), s => s.SheetId is not null);
        Assert.Equal((elder, CopyFor.County, 1, null), (filed.ElderId, filed.Copy, filed.Number, filed.WaitsFor));
        Assert.False(filed.File.AsSpan().IndexOf("IEND"u8) >= 0);
        Assert.Equal(CopyState.Signed, await State(host, CopyFor.County));

        // The same file is there; another one lies beside it; with a name the paper is in the archive.
        var again = await host.UploadAsync("/print/scans", [Png(1)], null, ("codes", codes[0]));
        Assert.Contains("早已归档", again, StringComparison.Ordinal);
        (string, string)[] archived = [("codes", $"http://x/s/{codes[0]}"), ("ReceivedBy", "钱存档")];
        var beside = await host.UploadAsync("/print/scans", [Png(4)], null, archived);
        Assert.Contains("放在已有的旁边", beside, StringComparison.Ordinal);
        Assert.Equal(CopyState.Received, await State(host, CopyFor.County));
        Assert.Equal([1, 2], (await Scans(host)).Where(s => s.SheetId is not null).Select(s => s.Number).Order());

        // Without scripts: typed with the file, or claimed afterwards by code or by the elder's name.
        Assert.Contains(
            "一次只交一个",
            await host.UploadAsync("/print/scans", [Png(5), Png(6)], null, ("Code", codes[1])),
            StringComparison.Ordinal
        );
        var typed = await host.UploadAsync("/print/scans", [Png(5)], null, ("Code", codes[1].ToLowerInvariant()));
        Assert.Contains("乡镇(街道)存", typed, StringComparison.Ordinal);
        var waiting = await Scan(host, 2);
        Assert.Equal("local", waiting.WaitsFor);
        var claim = $"/print/scans/{waiting.Id}";
        Assert.Equal(Png(2), await host.Client.GetByteArrayAsync(At($"/entry/scans/{waiting.Id}"), Cancel));
        var (wrong, _) = await host.FillAsync(claim, [("Code", "K7QM-3X9D-R01H")]);
        Assert.Contains("编号不对", wrong, StringComparison.Ordinal);
        var (people, _) = await host.FillAsync(claim, [("name", "测试甲")], "Find");
        Assert.Contains($"name=\"Code\" value=\"{codes[1]}\"", people, StringComparison.Ordinal);
        var (_, done) = await host.FillAsync(claim, [("Code", codes[1])]);
        Assert.Equal("/print/scans", done);
        Assert.Contains("早已归档", await host.UploadAsync("/print/scans", [Png(2)]), StringComparison.Ordinal);
        var (_, page) = await host.FillAsync(
            $"/print/scans/{(await Scan(host, 3)).Id}",
            [("elder", $"{elder}")],
            "Elder"
        );
        Assert.Contains("没有对应编号的扫描件", await host.OpenAsync(page!), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(claim)).Status);

        await SeenFromTheVisit(host, codes, filed.Id);
    }

    /// <summary>What was entered from the sheet shows its scans; taken back they wait again, and can be deleted.</summary>
    private static async Task SeenFromTheVisit(TestHost host, IReadOnlyList<string> codes, Guid filed)
    {
        var (_, visit) = await host.FillAsync((await host.Get("/s/" + codes[0])).Location!, Met);
        Assert.Contains($"/entry/scans/{filed}", await host.OpenAsync(visit!), StringComparison.Ordinal);
        using (var shown = await host.Client.GetAsync(At($"/entry/scans/{filed}"), Cancel))
        {
            Assert.Equal(Png(1), await shown.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal("no-store", shown.Headers.CacheControl!.ToString());
        }

        var sheet = (await Scans(host)).First(s => s.Id == filed).SheetId;
        var (_, back) = await host.FillAsync($"/print/copies/{sheet}", [("scan", $"{filed}")], "TakeBack");
        Assert.Equal($"/print/scans/{filed}", back);
        Assert.DoesNotContain($"/entry/scans/{filed}", await host.OpenAsync(visit!), StringComparison.Ordinal);
        Assert.Equal(Png(1), await host.Client.GetByteArrayAsync(At($"/entry/scans/{filed}"), Cancel));
        await host.FillAsync(back!, [], "Drop");
        Assert.DoesNotContain(await Scans(host), s => s.Id == filed);
        await using var db = host.Store.Open();
        Assert.Equal(
            ["scan.dropped", "scan.filed", "scan.takenBack"],
            await db
                .Changes.Where(c => c.Action.StartsWith("scan."))
                .Select(c => c.Action)
                .Distinct()
                .Order()
                .ToListAsync(Cancel)
        );
    }

    [Theory, BothStores]
    public async Task Scan_of_a_voided_or_merged_record_is_filed_and_out_of_reach_answers_like_unknown(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (kept, merged) = (await host.Enrol(Elders.Draft("测试乙"), Elders.OtherVillage), await host.Enrol());
        var codes = await Printed(host);
        var (_, visit) = await host.FillAsync((await host.Get("/s/" + codes[0])).Location!, Met);

        await host.FillAsync($"{visit}/void", [("reason", "录错了")]);
        Assert.Contains(
            "已归档",
            await host.UploadAsync("/print/scans", [Png(1)], null, ("codes", codes[0])),
            StringComparison.Ordinal
        );
        Assert.Empty((await host.Join(kept, merged)).Refusals);
        var filed = await host.UploadAsync("/print/scans", [Png(2)], null, ("codes", codes[1]));
        Assert.Contains("测*乙", filed, StringComparison.Ordinal);

        // Read under the other file now, and sealed as it was.
        var scans = new[] { await Scan(host, 1), await Scan(host, 2) };
        Assert.All(scans, s => Assert.Equal(merged, s.ElderId));
        var page = await host.OpenAsync(visit!);
        foreach (var (i, scan) in scans.Index())
        {
            Assert.Contains($"/entry/scans/{scan.Id}", page, StringComparison.Ordinal);
            Assert.Equal(
                Png((byte)(i + 1)),
                await host.Client.GetByteArrayAsync(At($"/entry/scans/{scan.Id}"), Cancel)
            );
        }

        Assert.Contains(codes[1], await host.OpenAsync($"/print/copies/{scans[0].SheetId}"), StringComparison.Ordinal);

        // Somebody of the village where the merged file lived sees no more than somebody who made the code up.
        var home = await host.DivisionId(Elders.Village);
        var other = CurrentUser.Local with { Actor = new Actor("other", "别人"), Scope = Scope.Of(home) };
        var (outside, unknown) = (await Take(host, other, 3, codes[1]), await Take(host, other, 4, Unknown));
        Assert.Equal((ScanFate.Waiting, unknown.Why), (outside.Fate, outside.Why));
        Assert.Equal(ScanFate.Waiting, (await Take(host, other, 2, null)).Fate);
        var mine = await host.Do<WaitingScans, List<WaitingScan>>(w => w.List(CurrentUser.Local, Cancel));
        Assert.Empty(mine);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/entry/scans/{outside.ScanId}")).Status);
        var sheet = await Sheet(host);
        Assert.False(await host.Do<TakeBackScan, bool>(t => t.Run(other, sheet, scans[0].Id, Cancel)));

        // Revoked, the code opens nothing any more; what is filed with it is seen as before.
        var revoked = await host.FillAsync($"/print/copies/{sheet.Id}", [], "Revoke");
        Assert.NotNull(revoked.Location);
        Assert.Equal(unknown.Why, (await Take(host, CurrentUser.Local, 5, codes[1])).Why);
        Assert.Contains($"/entry/scans/{scans[1].Id}", await host.OpenAsync(visit!), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Two_clerks_with_the_same_file_file_it_once(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();
        var codes = await Printed(host);

        // Two at the same moment file the same file once.
        var both = await Task.WhenAll(
            Take(host, CurrentUser.Local, 9, codes[1]),
            Take(host, CurrentUser.Local, 9, codes[1])
        );
        Assert.Equal([ScanFate.Filed, ScanFate.Already], both.Select(b => b.Fate).Order());
        Assert.Single(await Scans(host));
    }

    private static async Task<TakenScan> Take(TestHost host, CurrentUser user, byte which, string? code) =>
        (
            await host.Do<TakeScan, IReadOnlyList<TakenScan>>(t =>
                t.Run(user, new GivenScan("a.png", Png(which)), code, null, Cancel)
            )
        ).Single();

    private static string Unknown { get; } = new SheetCode("0000000000", CopyFor.County).Text;

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static async Task<IReadOnlyList<string>> Printed(TestHost host)
    {
        await host.HasNoChromium();
        var job = await host.Print(Elders.Village, "no");
        await host.Finished(job);
        return Printing.Codes(await host.OpenAsync(job + "/sheets"));
    }

    private static async Task<List<PaperScan>> Scans(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.PaperScans.AsNoTracking().ToListAsync(Cancel);
    }

    private static async Task<PaperScan> Scan(TestHost host, byte which) =>
        (await Scans(host)).Single(s => SHA256.HashData(Png(which)).AsSpan().SequenceEqual(s.Digest));

    private static async Task<PrintedSheet> Sheet(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.PrintedSheets.AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<CopyState> State(TestHost host, CopyFor copy)
    {
        await using var db = host.Store.Open();
        return (await db.SheetCopies.SingleAsync(c => c.Copy == copy, Cancel)).State;
    }

    /// <summary>A small picture, each number another file.</summary>
    private static byte[] Png(byte which) => Pictures.Png(which);
}
