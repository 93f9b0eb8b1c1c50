using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Obligations.Reconciling;

/// <summary>Gathers what a batch of reconciliations adds to the ledger and writes it in a few statements.</summary>
internal sealed class LedgerChanges(ElderHistories histories, DateTimeOffset now)
{
    private readonly List<Obligation> opened = [];
    private readonly HashSet<Obligation> altered = [];
    private readonly List<ObligationOutcome> outcomes = [];
    private readonly List<(Guid Elder, Overdue? Overdue)> overdue = [];

    public int Opened => opened.Count;

    public int Outcomes => outcomes.Count;

    /// <summary>The elder's obligations as they are with the changes.</summary>
    public IReadOnlyList<LedgerEntry> Add(LedgerElder elder, StoredLedger known, Changes changes)
    {
        if (changes.None)
        {
            return known.RowsOf(elder.Id);
        }

        var fresh = new Dictionary<ObligationKey, Obligation>();
        foreach (var row in changes.Opened)
        {
            var inserted = PolicyRows.NewRow(NewId(), elder.Id, row, histories.IdOf(row.CountedIn));
            fresh[row.Key] = inserted;
            opened.Add(inserted);
        }

        foreach (var row in changes.Changed)
        {
            var stored = known.Find(elder.Id, row.Key)!;
            (stored.From, stored.Until, stored.AtLeast, stored.Modes) = (row.From, row.Until, row.AtLeast, row.Modes);
            stored.CountedInId = histories.IdOf(row.CountedIn);
            altered.Add(stored);
        }

        foreach (var (key, outcome) in changes.Outcomes.Select(o => (o.Obligation, o.Outcome)))
        {
            var row = fresh.GetValueOrDefault(key);
            if (row is null)
            {
                row = known.Find(elder.Id, key)!;
                altered.Add(row);
            }

            var appended = PolicyRows.NewOutcome(NewId(), row.Id, outcome);
            outcomes.Add(appended);
            PolicyRows.SetState(row, appended);
        }

        return After(known.RowsOf(elder.Id), changes);
    }

    public void SetOverdue(LedgerElder elder, Overdue? found)
    {
        if (found?.Since != elder.OverdueSince || found?.Rule != elder.OverdueRule)
        {
            overdue.Add((elder.Id, found));
        }
    }

    public async Task Save(TanfangDb db, Guid[] elders, CancellationToken cancel)
    {
        await WriteRows.Insert(db, opened, cancel);
        await WriteRows.Update<Obligation, Obligation>(
            db,
            [.. altered],
            o => o.Id,
            [
                (nameof(Obligation.From), o => o.From),
                (nameof(Obligation.Until), o => o.Until),
                (nameof(Obligation.AtLeast), o => o.AtLeast),
                (nameof(Obligation.Modes), o => o.Modes),
                (nameof(Obligation.CountedInId), o => o.CountedInId),
                (nameof(Obligation.State), o => o.State),
                (nameof(Obligation.StateWhy), o => o.StateWhy),
                (nameof(Obligation.StateVisitId), o => o.StateVisitId),
                (nameof(Obligation.StateOn), o => o.StateOn),
                (nameof(Obligation.StateAt), o => o.StateAt),
                (nameof(Obligation.StateOnSite), o => o.StateOnSite),
                (nameof(Obligation.StateSubstituted), o => o.StateSubstituted),
            ],
            cancel
        );
        await WriteRows.Insert(db, outcomes, cancel);
        await WriteRows.Update<Elder, (Guid Elder, Overdue? Overdue)>(
            db,
            overdue,
            o => o.Elder,
            [(nameof(Elder.OverdueSince), o => o.Overdue?.Since), (nameof(Elder.OverdueRule), o => o.Overdue?.Rule)],
            cancel
        );
        await db
            .Elders.Where(e => elders.Contains(e.Id) && (e.ReconciledUntil == null || e.ReconciledUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.ReconciledUntil, now), cancel);
    }

    private Guid NewId() => Guid.CreateVersion7(now);

    private static List<LedgerEntry> After(IReadOnlyList<LedgerEntry> stored, Changes changes)
    {
        var altered = changes.Changed.ToDictionary(r => r.Key);
        var added = changes.Outcomes.ToLookup(o => o.Obligation, o => o.Outcome);
        return
        [
            .. stored.Select(o => new LedgerEntry(
                altered.GetValueOrDefault(o.Row.Key) ?? o.Row,
                [.. o.Outcomes, .. added[o.Row.Key]]
            )),
            .. changes.Opened.Select(row => new LedgerEntry(row, [.. added[row.Key]])),
        ];
    }
}
