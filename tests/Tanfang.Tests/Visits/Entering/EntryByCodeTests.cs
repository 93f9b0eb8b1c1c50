using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;
using Elders = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Visits.Entering;

/// <summary>按编号录 over HTTP: the code on a printed sheet is the way to exactly its elder's sheet.</summary>
public sealed class EntryByCodeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Code_of_a_blank_sheet_opens_its_elder_with_its_scan_and_afterwards_its_visit(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.HasNoChromium();
        var elder = await host.Enrol();
        var other = await host.Enrol(Elders.Draft("测试乙"));
        var codes = await Print(host);
        var scan = await host.UploadAsync("/print/scans", [PaperWordsTests.Png], null, ("codes", codes[0]));
        Assert.Contains("已归档", scan, StringComparison.Ordinal);

        // From the first page: no batch is open, so one for whatever comes; day and mode are the sheet's to say.
        var (wrong, _) = await host.FillAsync("/entry", [("code", "K7QM-3X9D-R01H")], "Code");
        Assert.Contains("编号不对", wrong, StringComparison.Ordinal);
        var (_, sheet) = await host.FillAsync("/entry", [("code", $"http://x/s/{codes[0]}")], "Code");
        Assert.EndsWith($"/{elder}", sheet!, StringComparison.Ordinal);
        var form = await host.OpenAsync(sheet!);
        Assert.Contains("测试甲", form, StringComparison.Ordinal);
        Assert.Contains("已归档的第 1 个", form, StringComparison.Ordinal);
        Assert.Empty(Desk.Chosen(form));
        var filed = await Only(host, db => db.PaperScans);
        Assert.Contains($"src=\"/entry/scans/{filed.Id}\"", form, StringComparison.Ordinal);

        // Entered, the sheet is that visit's: its scan is seen there, and its code leads there.
        (string, string)[] met =
        [
            ("mode", "onSite"),
            ("gas", "safe"),
            ("visitors", "李探访"),
            ("happenedOn", "2026-11-18"),
            ("scan", $"{filed.Id}"),
            ("sure", "unanswered"),
        ];
        var (refused, batch) = await host.FillAsync(sheet!, met);
        Assert.Null(refused);
        var visit = await Only(host, db => db.Visits);
        Assert.Equal(("paper", elder), (visit.EnteredFrom, visit.ElderId));
        Assert.Equal($"/visits/{visit.Id}", (await host.FillAsync("/entry", [("code", codes[1])], "Code")).Location);
        var shown = await host.OpenAsync($"/visits/{visit.Id}");
        Assert.Contains($"/entry/scans/{filed.Id}", shown, StringComparison.Ordinal);

        // In the batch by the box for names. A second sheet of somebody done here goes into another batch.
        var (_, next) = await host.FillAsync(batch!, [("name", codes[2])], "Find");
        Assert.Equal($"{batch}/{other}", next);
        var more = await Print(host);
        var (second, _) = await host.FillAsync(batch!, [("name", more[0])], "Find");
        Assert.Contains("在这批里已经录过一张", second, StringComparison.Ordinal);
        var (_, elsewhere) = await host.FillAsync("/entry", [("code", more[0])], "Code");
        Assert.EndsWith($"/{elder}", elsewhere!, StringComparison.Ordinal);
        Assert.DoesNotContain(batch!, elsewhere!, StringComparison.Ordinal);
        await host.FillAsync(batch!, [("scans", "delete")], "Close");
        Assert.Equal(filed.Id, (await Only(host, db => db.PaperScans)).Id);
    }

    private static async Task<IReadOnlyList<string>> Print(TestHost host)
    {
        var job = await host.Print(Elders.Village, "no");
        await host.Finished(job);
        return Printing.Codes(await host.OpenAsync(job + "/sheets"));
    }

    private static async Task<T> Only<T>(TestHost host, Func<Tanfang.Data.TanfangDb, IQueryable<T>> rows)
        where T : class
    {
        await using var db = host.Store.Open();
        return await rows(db).AsNoTracking().SingleAsync(Cancel);
    }
}
