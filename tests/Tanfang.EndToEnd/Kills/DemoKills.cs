using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class DemoKills
{
    private static readonly string[] Demo = ["demo", "--elders", "400", "--months", "3"];

    [Theory, BothStores]
    public async Task A_demo_that_was_killed_is_not_there_or_whole_and_can_be_made_again(Store store)
    {
        var chance = Seeds.Chance(nameof(DemoKills), store);
        await using var own = await TestStore.CreateAsync(store);
        var aim = new Aim(chance, await Victim.Run(own.Options, Demo));
        var whole = await Look.IntoSound(own.Options, Rows);
        var run = await TestStore.CreateAsync(store);
        for (var kill = 0; kill < Seeds.Runs(4); kill++)
        {
            await Victim.KillAfter(aim.Next(), run.Options, Demo);
            var rows = await Look.IntoSound(run.Options, Rows);
            var done = rows.Elders > 0;
            Assert.Equal(done ? whole : whole with { Elders = 0, Visits = 0, Obligations = 0 }, rows);
            aim.Learn(done);
            if (done)
            {
                await run.DisposeAsync();
                run = await TestStore.CreateAsync(store);
            }
        }

        await Victim.Run(run.Options, Demo);
        Assert.Equal(whole, await Look.IntoSound(run.Options, Rows));
        await run.DisposeAsync();
    }

    private sealed record Filled(int Elders, int Visits, int Obligations, int Indexes);

    private static async Task<Filled> Rows(Data.TanfangDb db)
    {
        var indexes = db.IsSqlite
            ? "select name as \"Value\" from sqlite_master where type = 'index'"
            : "select indexname as \"Value\" from pg_indexes where schemaname = current_schema()";
        return new Filled(
            await db.Elders.CountAsync(),
            await db.Visits.CountAsync(),
            await db.Obligations.CountAsync(),
            (await db.Database.SqlQueryRaw<string>(indexes).ToListAsync()).Count
        );
    }
}
