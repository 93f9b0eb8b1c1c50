using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Visits;

namespace Tanfang.Obligations.Reconciling;

/// <summary>The obligations, outcomes and visits of some elders, as far as they can still matter.</summary>
internal sealed class StoredLedger(bool whole)
{
    private readonly Dictionary<(Guid Elder, ObligationKey Key), Obligation> rows = [];
    private ILookup<Guid, LedgerEntry> obligations = null!;
    private ILookup<Guid, VisitFact> visits = null!;

    /// <param name="whole">
    /// True: everything. False: what had not ended at the last reconciliation, what is being missed, and the visits since the
    /// first of those days.
    /// </param>
    public static async Task<StoredLedger> Read(
        TanfangDb db,
        ElderHistories histories,
        IReadOnlyList<LedgerElder> elders,
        bool whole,
        CancellationToken cancel
    )
    {
        var ledger = new StoredLedger(whole);
        var ids = elders.Select(e => e.Id).ToList();
        var wanted = db.Obligations.AsNoTracking().Where(o => ids.Contains(o.ElderId));
        if (!whole)
        {
            var open = elders.Min(FrozenUntil);
            var missed = elders.Min(e => e.OverdueSince) ?? open;
            wanted = wanted.Where(o => o.Until > open || (o.State == ObligationState.Missed && o.Until >= missed));
        }

        var stored = await wanted.ToListAsync(cancel);
        var outcomes = await db
            .ObligationOutcomes.AsNoTracking()
            .Where(x => wanted.Any(o => o.Id == x.ObligationId))
            .ToListAsync(cancel);
        await histories.Learn(stored.Select(o => o.CountedInId), cancel);
        var byRow = outcomes.ToLookup(x => x.ObligationId, PolicyRows.OutcomeOf);
        foreach (var row in stored)
        {
            ledger.rows[(row.ElderId, PolicyRows.KeyOf(row))] = row;
        }

        ledger.obligations = stored.ToLookup(
            o => o.ElderId,
            o => new LedgerEntry(PolicyRows.RowOf(o, histories.CodeOf(o.CountedInId)), [.. byRow[o.Id]])
        );
        var first = whole ? null : FirstDay(stored, elders);
        ledger.visits = await VisitHistory.Read(db, ids, first, cancel);
        return ledger;
    }

    /// <summary>All that was read.</summary>
    public IReadOnlyList<LedgerEntry> RowsOf(Guid elder) => [.. obligations[elder]];

    /// <summary>What the reconciliation is to look at.</summary>
    public IReadOnlyList<LedgerEntry> RowsToReconcile(LedgerElder elder) =>
        whole ? RowsOf(elder.Id) : [.. obligations[elder.Id].Where(o => o.Row.Until > FrozenUntil(elder))];

    public IReadOnlyList<VisitFact> VisitsOf(Guid elder) => [.. visits[elder]];

    public Obligation? Find(Guid elder, ObligationKey key) => rows.GetValueOrDefault((elder, key));

    /// <summary>Obligations that ended by this day were frozen at the last reconciliation.</summary>
    private static DateOnly FrozenUntil(LedgerElder elder) => Shared.ChinaTime.DayOf(elder.ReconciledUntil!.Value);

    /// <summary>A period that opens now begins at most a quarter before today; the rows' own first day otherwise.</summary>
    private static DateOnly? FirstDay(List<Obligation> stored, IReadOnlyList<LedgerElder> elders)
    {
        var known = elders.Min(FrozenUntil).AddDays(-93);
        var rows = stored.Select(o => o.From).DefaultIfEmpty(known).Min();
        return rows < known ? rows : known;
    }
}
