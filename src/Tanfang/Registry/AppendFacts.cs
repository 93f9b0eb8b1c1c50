using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// Adds dated facts to files, keeps their "now" columns in step, says who did it, and brings the obligations up to date. For
/// use inside a write transaction; whoever calls it has checked the facts and the scope.
/// </summary>
public sealed class AppendFacts(TanfangDb db, TimeProvider clock, ReconcileElders reconcile)
{
    private const int Batch = 500;

    /// <summary>The files that are read under somebody's are where that person is: whoever sees the one sees the others.</summary>
    private async Task MoveMerged(IReadOnlyList<Elder> moved, CancellationToken cancel)
    {
        var merged = await MergedFiles.Read(db, moved.Select(e => e.Id), cancel);
        foreach (var elder in moved)
        {
            var files = merged.ReadUnder(elder.Id).Where(id => id != elder.Id).ToList();
            if (files.Count > 0)
            {
                await db
                    .Elders.Where(e => files.Contains(e.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.HomeId, elder.HomeId), cancel);
            }
        }
    }

    /// <param name="elders">Tracked files to which the facts belong.</param>
    /// <param name="action">Verb and noun for the change log, for example elder.moved.</param>
    public async Task Run(
        Actor actor,
        IReadOnlyCollection<Elder> elders,
        IReadOnlyCollection<ElderFact> facts,
        string action,
        CancellationToken cancel
    )
    {
        var added = facts.ToLookup(f => f.ElderId);
        foreach (var batch in elders.Chunk(Batch))
        {
            var ids = batch.Select(e => e.Id).ToList();
            var known = (
                await db.ElderFacts.AsNoTracking().Where(f => ids.Contains(f.ElderId)).ToListAsync(cancel)
            ).ToLookup(f => f.ElderId);
            foreach (var elder in batch)
            {
                var own = added[elder.Id].ToList();
                db.ElderFacts.AddRange(own);
                ElderNow.Fold(elder, known[elder.Id].Concat(own), clock.Today());
                elder.Version++;
                elder.ChangedAt = clock.Now();
                var kinds = string.Join(',', own.Select(f => f.Kind).Distinct());
                db.Changes.Add(ChangeEntry.Of(actor, clock, action, elder.Id.ToString("N"), kinds));
            }

            await db.SaveChangesAsync(cancel);
            await MoveMerged([.. batch.Where(e => added[e.Id].Any(f => f.Kind == FactKind.Residence))], cancel);
        }

        await reconcile.Run([.. elders.Select(e => e.Id)], cancel);
    }
}
