using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

public sealed class DailyKills
{
    /// <summary>More than two batches of the run.</summary>
    private const int People = 1100;

    [Theory, BothStores]
    public async Task A_daily_run_that_was_killed_again_and_again_ends_with_the_ledger_of_an_undisturbed_one(
        Store store
    )
    {
        var chance = Seeds.Chance(nameof(DailyKills), store);
        await using var own = await TestStore.CreateAsync(store);
        await Places.AddPeople(own.Options, People);
        var whole = await Victim.Run(own.Options, "daily");
        var undisturbed = await Ledger(own);
        Assert.InRange(undisturbed.Count, People, int.MaxValue);
        var half = 0;
        for (var run = 0; run < Seeds.Runs(3); run++)
        {
            await StartOver(own);
            for (var kill = 0; kill < 5; kill++)
            {
                await Victim.KillAfter(chance.Within(whole), own.Options, "daily");
                var done = await Look.IntoSound(own.Options, WholeBatches);
                half += done is > 0 and < People ? 1 : 0;
            }

            await Victim.Run(own.Options, "daily");
            Assert.Equal(undisturbed, await Ledger(own));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{half} kills left a part of the people done");
    }

    private static Task<int> StartOver(TestStore own) =>
        Look.Into(
            own.Options,
            async db =>
            {
                await db.ObligationOutcomes.ExecuteDeleteAsync();
                await db.Obligations.ExecuteDeleteAsync();
                await db.DailyRuns.ExecuteDeleteAsync();
                return await db.Elders.ExecuteUpdateAsync(set =>
                    set.SetProperty(e => e.ReconciledUntil, (DateTimeOffset?)null)
                );
            }
        );

    /// <summary>Nobody is half done: obligations belong to those who count as reconciled, and to all of them.</summary>
    private static async Task<int> WholeBatches(Data.TanfangDb db)
    {
        var done = await db.Elders.Where(e => e.ReconciledUntil != null).Select(e => e.Id).ToListAsync();
        var with = await db.Obligations.Select(o => o.ElderId).Distinct().ToListAsync();
        Assert.Equal(done.Order(), with.Order());
        return done.Count;
    }

    /// <summary>What every reader of the ledger sees, without the ids and the moments of opening.</summary>
    private static Task<List<string>> Ledger(TestStore own) =>
        Look.IntoSound(
            own.Options,
            async db =>
            {
                var outcomes = await db.ObligationOutcomes.AsNoTracking().ToListAsync();
                var byObligation = outcomes.ToLookup(o => o.ObligationId);
                var obligations = await db.Obligations.AsNoTracking().ToListAsync();
                return obligations
                    .Select(o =>
                        $"{o.ElderId} {o.Rule} {o.Occasion} {o.PeriodFrom:O} {o.From:O} {o.Until:O} {o.State} {o.StateWhy} "
                        + string.Join(
                            ' ',
                            byObligation[o.Id].OrderBy(x => x.RecordedAt).Select(x => $"{x.Kind}@{x.RecordedAt:O}")
                        )
                    )
                    .Order(StringComparer.Ordinal)
                    .ToList();
            }
        );
}
