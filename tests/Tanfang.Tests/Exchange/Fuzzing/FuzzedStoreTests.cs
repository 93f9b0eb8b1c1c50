using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>Spoilt files on their whole way into a store: what ends is in whole, and of what does not end nothing is.</summary>
public sealed class FuzzedStoreTests
{
    private sealed record Filled(string Name, long Rows);

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A fortieth of what the reading is given.</summary>
    private static int Files => Math.Max(25, FuzzRuns.Files / 40);

    [Theory]
    [BothStores]
    public async Task Of_a_spoilt_file_all_good_rows_are_in_the_store_or_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await FuzzRuns.Run(
            "template-store",
            Files,
            chance => Spoil.File(FuzzLists.Elders(chance), FuzzLists.Templates, chance),
            file => Imported(host, file, file)
        );
        await FuzzRuns.Run(
            "layout-store",
            Files,
            chance => Spoil.File(FuzzLists.Layout(chance), FuzzLists.Layouts, chance),
            file => Imported(host, file, null)
        );
        await FuzzRuns.Run("paste-store", Files, FuzzTests.Paste, file => Imported(host, file, null));
    }

    [Theory]
    [BothStores]
    public async Task Of_a_spoilt_delivery_all_differences_are_in_the_store_or_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var today = host.Clock.ChinaDay;
        var area = await host.Do<DivisionLookup, Division?>(d => d.ByCode("140426", today, Cancel));
        await FuzzRuns.Run(
            "delivery-store",
            Files,
            FuzzTests.Delivered,
            async file =>
            {
                var before = await Counts(host);
                var draft = new DeliveryDraft(DeliverySource.All[file.Length % 2].Key, area, today, "名单", file);
                Result<TakenDelivery> taken;
                try
                {
                    taken = await host.Do<TakeDelivery, Result<TakenDelivery>>(t =>
                        t.Run(draft, CurrentUser.Local, Cancel)
                    );
                }
                catch (UnreadableFileException)
                {
                    Assert.Equal(before, await Counts(host));
                    throw;
                }

                var delivery = await DeliveryDesk.Compared(host, taken.Value.Id);
                if (delivery.State == DeliveryState.Unmapped)
                {
                    // Somebody takes what was guessed.
                    var map = delivery.OpenMap(Vault.Open(host.Store.Options.KeyFile))!.Map;
                    await host.Do<CompareAgain, bool>(c => c.Run(delivery.Id, map, "名单", CurrentUser.Local, Cancel));
                    delivery = await DeliveryDesk.Compared(host, delivery.Id);
                }

                await using var db = host.Store.Open();
                var kept = await db.DeliveredRows.CountAsync(r => r.DeliveryId == delivery.Id, Cancel);
                Assert.Equal(delivery.Rows, kept + delivery.TooYoung + delivery.Rejected);
                // Why it failed is said by the file's reader; any other sentence stands for an accident.
                Assert.DoesNotContain("运行日志", delivery.Problem ?? "", StringComparison.Ordinal);
                await host.Do<EndDelivery>(e => e.Drop(delivery.Id, CurrentUser.Local, Cancel));
                var after = await Counts(host);
                Assert.Equal(
                    before.Where(c => c.Key is not ("deliveries" or "changes" or "source_maps")),
                    after.Where(c => c.Key is not ("deliveries" or "changes" or "source_maps"))
                );
                return delivery.State == DeliveryState.Failed ? Fate.Refused
                    : kept > 0 ? Fate.SomeRowsTaken
                    : Fate.NoRowTaken;
            }
        );
    }

    /// <summary>As somebody at the desk does it: handed in, its columns said where it is not ours, then imported.</summary>
    private static async Task<Fate> Imported(TestHost host, byte[] bytes, ElderFile? file)
    {
        var before = await Counts(host);
        try
        {
            await host.Do<HandleJob, Guid>(j => j.Check(bytes, "名单", CurrentUser.Local, Cancel));
            var looked = await Counts(host);
            Assert.Equal(before["elders"], looked["elders"]);
            file ??= ElderFile.IsTemplate(bytes, ElderTargets.Elders, out _)
                ? bytes
                : new ElderFile(bytes, FuzzTests.MapOf(bytes));
            before = looked;
            var job = ImportJob.Of(
                bytes,
                "名单",
                Vault.Open(host.Store.Options.KeyFile),
                Actor.Local,
                host.Clock.Now()
            );
            var report = await host.Do<ImportElders, ImportReport>(i =>
                i.RunNew(job, file, Scope.Everything, Actor.Local, Cancel)
            );
            FuzzTests.Named(report.Errors, below: 2);
            Assert.Equal(report.Rows, report.Added + report.Updated + report.Unchanged + report.Rejected);
            var after = await Counts(host);
            Assert.Equal(before["elders"] + report.Added, after["elders"]);
            Assert.Equal(before["import_jobs"] + 1, after["import_jobs"]);
            Assert.Equal(before["import_reviews"] + report.ForReview, after["import_reviews"]);
            Assert.True(
                report.Added + report.Updated > 0 || after["elder_facts"] == before["elder_facts"],
                "facts without an elder"
            );
            return report.Rows > report.Rejected ? Fate.SomeRowsTaken : Fate.NoRowTaken;
        }
        catch (UnreadableFileException)
        {
            Assert.Equal(before, await Counts(host));
            throw;
        }
    }

    /// <summary>The rows of every table.</summary>
    private static async Task<SortedDictionary<string, long>> Counts(TestHost host)
    {
        await using var db = host.Store.Open();
        var tables = db
            .Model.GetEntityTypes()
            .Select(t => t.GetTableName())
            .OfType<string>()
            // The office begins its day beside the test.
            .Where(t => t != "daily_runs" && !t.StartsWith("division", StringComparison.Ordinal))
            .Distinct();
        var all = string.Join(" union all ", tables.Select(t => $"select '{t}' as name, count(*) as rows from {t}"));
        var counts = await db.Database.SqlQueryRaw<Filled>(all).ToListAsync(Cancel);
        return new SortedDictionary<string, long>(counts.ToDictionary(c => c.Name, c => c.Rows));
    }
}
