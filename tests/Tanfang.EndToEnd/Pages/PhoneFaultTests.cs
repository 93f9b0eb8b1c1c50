using Tanfang.Demo;
using Tanfang.EndToEnd.Kills;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>Random histories of the real phone and the published server, with every fault of a bad week. TANFANG_PHONE_FAULTS says how many, TANFANG_SEED which.</summary>
public sealed class PhoneFaultTests(Browser browser, ITestOutputHelper output)
{
    private const int Steps = 10;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly int Histories = int.TryParse(
        Environment.GetEnvironmentVariable("TANFANG_PHONE_FAULTS"),
        out var n
    )
        ? n
        : 2;

    [Fact]
    public async Task Whatever_befalls_phone_and_server_every_saved_record_is_there_once_or_in_quarantine()
    {
        var folder = Directory.CreateTempSubdirectory("tanfang-faults-").FullName;
        try
        {
            var office = await Office(folder);
            var first = Seeds.Chance(nameof(PhoneFaultTests), Store.Sqlite).Next(1_000_000);
            // Most of a history is waiting for processes to start.
            await Parallel.ForEachAsync(
                Enumerable.Range(first, Histories),
                new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Cancel },
                async (seed, _) => await History(office, seed)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task History(string backup, int seed)
    {
        var chance = new Random(seed);
        var told = new List<string>();
        try
        {
            await using var office = await FrailOffice.From(backup);
            var (before, elders) = (await office.Visits(), await office.Elders());
            await using var tab = await browser.OpenAsync(new Uri("about:blank"), Screen.Phone);
            tab.Page.Context.SetDefaultTimeout(30_000);
            var phone = new FrailPhone(tab, office);
            await phone.Begin();
            var online = true;
            for (var step = 0; step < Steps; step++)
            {
                var what = Next(chance, office, ref online);
                told.Add(what);
                await Do(what, elders[chance.Next(elders.Count)], chance, office, phone);
            }

            told.Add("heal");
            if (!office.IsUp)
                await office.Start();
            await phone.Turn(online: true);
            var kept = await phone.Heal();

            var taken = (await office.Visits()).Except(before).ToList();
            var quarantined = await office.Quarantined();
            Assert.Equal(kept.Order(), taken.Concat(quarantined).Order());
            told.Add($"{phone.Saved.Count} confirmed, {taken.Count} taken, {quarantined.Count} in quarantine");
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"history {seed}: {string.Join(", ", told)}", failure);
        }

        output.WriteLine($"history {seed}: {string.Join(", ", told)}");
    }

    private static string Next(Random chance, FrailOffice office, ref bool online)
    {
        switch (chance.Next(20))
        {
            case < 8:
                return "record";
            case 8:
                return "record and close";
            case < 12:
                online = !online;
                return online ? "online" : "offline";
            case < 15:
                return office.IsUp ? "kill" : "start";
            case 15:
                return "back up";
            case < 18:
                return "restore";
            case 18:
                return "revoke";
            default:
                return "reopen";
        }
    }

    private static async Task Do(string what, Guid elder, Random chance, FrailOffice office, FrailPhone phone)
    {
        switch (what)
        {
            case "record" or "record and close":
                await phone.Record(elder, what != "record");
                break;
            case "online" or "offline":
                await phone.Turn(what == "online");
                break;
            case "kill":
                await office.Kill();
                break;
            case "start":
                await office.Start();
                await phone.Notice();
                break;
            case "back up":
                await office.BackUp();
                break;
            case "restore":
                await office.Restore(chance);
                await phone.Notice();
                break;
            case "revoke":
                await phone.Revoke();
                break;
            case "reopen":
                await phone.Reopen();
                break;
        }
    }

    /// <summary>A demo county of today and its visitor, as a backup that every history begins with.</summary>
    private static async Task<string> Office(string folder)
    {
        var clock = new FakeClock(TimeProvider.System.Today(), new TimeOnly(0, 0));
        await using var host = await TestHost.StartAsync(Store.Sqlite, clock);
        var recipe = new DemoRecipe("140426", 30, 2, 7, clock.ChinaDay);
        Assert.True((await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(recipe, Cancel))).Succeeded);
        await host.Do<DemoAccounts>(accounts => accounts.Run(Cancel));
        var file = Path.Combine(folder, "office.tanfang");
        await Victim.Run(host.Store.Options, "backup", file);
        return file;
    }
}
