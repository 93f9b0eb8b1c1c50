using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Demo;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Demo;

public sealed class DemoTests
{
    private const int People = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task One_recipe_makes_the_same_people_and_a_ledger_to_which_a_reconciliation_adds_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await using var other = await TestHost.StartAsync(Store.Sqlite);
        var before = await Indexes(host);

        var made = await Make(host);

        Assert.Equal(await Make(other), made);
        Assert.Equal(People, made.Elders);
        Assert.InRange(made.Visits, People, int.MaxValue);
        Assert.Equal(before, await Indexes(host));
        var recipe = Recipe(host);
        var ledger = await Ledger(host);
        Assert.Equal(made.Obligations, ledger.Count);
        var again = await host.Do<IServiceProvider, Reconciled>(services =>
            ReconcileFrom(services, Policy.ChinaTime.Midnight(recipe.Start))
        );
        Assert.Equal(new Reconciled(People, 0, 0), again);
        Assert.Equal(ledger, await Ledger(host));
    }

    [Theory, BothStores]
    public async Task What_a_demo_says_of_its_people_in_secret_opens_with_their_keys_only(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Make(host);
        var vault = Vault.Open(host.Store.Options.KeyFile);
        await using var db = host.Store.Open();
        var elders = await db.Elders.ToDictionaryAsync(e => e.Id, Cancel);
        foreach (var elder in elders.Values)
        {
            Assert.StartsWith("99", ElderSecrets.Open(vault.SealOf(elder), elder).IdNumber, StringComparison.Ordinal);
        }

        var visits = await db
            .Visits.Select(v => new
            {
                v.Id,
                v.ElderId,
                v.Raw,
            })
            .ToListAsync(Cancel);
        Assert.All(
            visits,
            v =>
            {
                var raw = vault.SealOf(elders[v.ElderId]).Open(ElderSeals.Place("visits", "raw", v.Id), v.Raw);
                Assert.Equal("{\"demo\":true}", Encoding.UTF8.GetString(raw));
            }
        );
        Assert.Equal(visits.Count, visits.Select(v => Convert.ToHexString(v.Raw)).Distinct().Count());
    }

    [Theory, BothStores]
    public async Task A_filling_that_fails_leaves_the_tables_empty_and_their_indexes_in_place(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var before = await Indexes(host);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Do<IServiceProvider, int>(services =>
                services
                    .GetRequiredService<FillTables>()
                    .Run<int>(
                        [typeof(StoreInfo), typeof(Elder)],
                        async () =>
                        {
                            var db = services.GetRequiredService<TanfangDb>();
                            await WriteRows.Insert<StoreInfo>(db, [new() { Key = "half", Value = "way" }], default);
                            throw new InvalidOperationException("in the middle");
                        },
                        default
                    )
            )
        );

        await using var db = host.Store.Open();
        Assert.False(await db.StoreInfo.AnyAsync(i => i.Key == "half", Cancel));
        Assert.Equal(before, await Indexes(host));
    }

    private static DemoRecipe Recipe(TestHost host) => new("140426", People, 3, 7, host.Clock.ChinaDay);

    private static async Task<DemoMade> Make(TestHost host)
    {
        var made = await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(Recipe(host), default));
        Assert.Empty(made.Refusals);
        return made.Value;
    }

    /// <summary>As if nobody had reconciled since that moment.</summary>
    private static Task<Reconciled> ReconcileFrom(IServiceProvider services, DateTimeOffset since)
    {
        var db = services.GetRequiredService<TanfangDb>();
        return services
            .GetRequiredService<WriteGate>()
            .Write(
                db,
                async () =>
                {
                    await db.Elders.ExecuteUpdateAsync(set => set.SetProperty(e => e.ReconciledUntil, since));
                    var everybody = await db.Elders.Select(e => e.Id).ToListAsync(Cancel);
                    return await services.GetRequiredService<ReconcileElders>().Run(everybody, default);
                },
                default
            );
    }

    private static async Task<List<string>> Ledger(TestHost host)
    {
        await using var db = host.Store.Open();
        var overdue = await db.Elders.ToDictionaryAsync(e => e.Id, e => $"{e.OverdueSince:O} {e.OverdueRule}");
        var rows = await db.Obligations.OrderBy(o => o.Id).ToListAsync(Cancel);
        return
        [
            .. rows.Select(o =>
                $"{o.Id} {o.From:O} {o.Until:O} {o.AtLeast} {o.Modes} {o.State} {o.StateVisitId} {overdue[o.ElderId]}"
            ),
        ];
    }

    /// <summary>Their definitions, and on SQLite how the file is kept.</summary>
    private static async Task<List<string>> Indexes(TestHost host)
    {
        await using var db = host.Store.Open();
        var sql = db.IsSqlite
            ? "select sql as \"Value\" from sqlite_master where sql is not null union all select journal_mode from pragma_journal_mode"
            : "select indexdef as \"Value\" from pg_indexes where schemaname = current_schema()";
        var found = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Cancel);
        return [.. found.Order(StringComparer.Ordinal)];
    }
}
