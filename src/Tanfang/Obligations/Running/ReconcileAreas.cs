using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Obligations.Running;

/// <summary>
/// Brings the ledger of the people of an area up after a special time was opened, changed or closed there. Who is left to do is whoever
/// was last reconciled before that became known: it goes on after a restart and ends by itself.
/// </summary>
public sealed class ReconcileAreas(TanfangDb db, WriteGate gate, ReconcileElders reconcile, ILogger<ReconcileAreas> log)
{
    private const int Batch = 200;

    public async Task<Reconciled> Run(CancellationToken cancel)
    {
        var sum = Reconciled.Nothing;
        var earliest = await db.Elders.Where(e => e.ErasedOn == null).MinAsync(e => e.ReconciledUntil, cancel);
        var recent = await db
            .Situations.AsNoTracking()
            .Where(s => s.RecordedAt > earliest)
            .OrderBy(s => s.RecordedAt)
            .ToListAsync(cancel);
        foreach (var situation in recent)
        {
            var waiting = await Waiting(db, situation).OrderBy(e => e).ToListAsync(cancel);
            foreach (var batch in waiting.Chunk(Batch))
            {
                // The daily run names whoever is left.
                await OneByOne.Run(
                    batch,
                    async elders => sum += await gate.Write(db, () => reconcile.Continue(elders, cancel), cancel),
                    log
                );
            }
        }

        return sum;
    }

    /// <summary>Elders who live in the area now and have not been reconciled since this row became known.</summary>
    public static IQueryable<Guid> Waiting(TanfangDb db, SituationWindow situation) =>
        from elder in db.Elders
        join home in db.Divisions.Within(situation.DivisionId) on elder.HomeId equals home.Id
        where elder.ErasedOn == null && (elder.ReconciledUntil == null || elder.ReconciledUntil < situation.RecordedAt)
        select elder.Id;
}
