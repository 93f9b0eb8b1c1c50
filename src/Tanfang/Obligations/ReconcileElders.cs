using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations.Reconciling;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Obligations;

/// <summary>How much a reconciliation added to the ledger.</summary>
public sealed record Reconciled(int Elders, int Opened, int Outcomes)
{
    public static Reconciled Nothing { get; } = new(0, 0, 0);

    public static Reconciled operator +(Reconciled a, Reconciled b) =>
        new(a.Elders + b.Elders, a.Opened + b.Opened, a.Outcomes + b.Outcomes);
}

/// <summary>
/// Brings the ledger of some elders up to now: opens, alters, withdraws and ends obligations from their facts, visits and
/// packs. Called inside the write transaction of whatever changed those facts, and by the daily run.
/// </summary>
public sealed class ReconcileElders(TanfangDb db, PolicySet policies, TimeProvider clock)
{
    private const int Batch = 500;
    private readonly ElderHistories histories = new(db);

    /// <summary>After a change: everything these elders ever had is looked at again.</summary>
    public Task<Reconciled> Run(IReadOnlyCollection<Guid> elderIds, CancellationToken cancel) =>
        Run(elderIds, everything: true, cancel);

    /// <summary>
    /// On an ordinary day nothing new is known of most elders; then only what had not ended at their last reconciliation is looked
    /// at. Elders of whom something new is known are looked at whole.
    /// </summary>
    internal Task<Reconciled> Continue(IReadOnlyCollection<Guid> elderIds, CancellationToken cancel) =>
        Run(elderIds, everything: false, cancel);

    private async Task<Reconciled> Run(IReadOnlyCollection<Guid> elderIds, bool everything, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("the ledger is reconciled inside a write transaction");
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancel);
        }

        // What is learnt of one file of a person is learnt of all of them.
        var linked = everything ? (await MergedFiles.Read(db, elderIds, cancel)).Files : elderIds;
        var total = Reconciled.Nothing;
        foreach (var batch in linked.Distinct().Order().Chunk(Batch))
        {
            total += await RunBatch(batch, everything, cancel);
        }

        return total;
    }

    private async Task<Reconciled> RunBatch(Guid[] ids, bool everything, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            // Two reconciliations of one elder at a time would both open the same obligations.
            await db.Database.ExecuteSqlAsync(
                $"select 1 from elders where id = any({ids}) order by id for update",
                cancel
            );
        }

        var now = clock.Now();
        var elders = await LedgerElder.Read(db, ids, cancel);
        var facts = await histories.Read(elders.ToDictionary(e => e.Id, e => e.BirthDate), cancel);
        var news = everything ? null : await NewsSince.Read(db, elders, facts, cancel);
        var changes = new LedgerChanges(histories, now);
        foreach (var group in elders.GroupBy(e => news is null || news.Contains(e.Id)))
        {
            var known = await StoredLedger.Read(db, histories, [.. group], whole: group.Key, cancel);
            foreach (var elder in group)
            {
                Reconcile(known, elder, facts[elder.Id], now, changes);
            }
        }

        await changes.Save(db, ids, cancel);
        return new Reconciled(elders.Count, changes.Opened, changes.Outcomes);
    }

    private void Reconcile(
        StoredLedger known,
        LedgerElder elder,
        ElderHistory facts,
        DateTimeOffset now,
        LedgerChanges changes
    )
    {
        var visits = known.VisitsOf(elder.Id);
        var rows = known.RowsToReconcile(elder);
        var found = Ledger.Reconcile(policies, facts, visits, rows, now, elder.ReconciledUntil);
        var obligations = changes.Add(elder, known, found);
        changes.SetOverdue(elder, Overdue.Of(policies, facts, visits, obligations, now));
    }
}
