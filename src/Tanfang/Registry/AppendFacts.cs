using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// Adds dated facts to files, keeps their "now" columns in step, says who did it, and brings the obligations up to date. For
/// use inside a write transaction; whoever calls it has checked the facts and the scope.
/// </summary>
public sealed class AppendFacts(TanfangDb db, TimeProvider clock, ReconcileElders reconcile)
{
    private const int Batch = 500;

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
        }

        await reconcile.Run([.. elders.Select(e => e.Id)], cancel);
    }
}
