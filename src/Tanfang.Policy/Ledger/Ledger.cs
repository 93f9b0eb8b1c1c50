namespace Tanfang.Policy;

/// <summary>The ledger of obligations (台账): one reconciliation for the daily run, enrolment, import and corrections.</summary>
public static class Ledger
{
    /// <summary>
    /// Derives what the ledger of one elder must say at <paramref name="now"/> and returns what is missing in it.
    /// Canonical: it does not depend on when or how often it is called, only on what was recorded when.
    /// </summary>
    /// <param name="policies">The packs.</param>
    /// <param name="elder">Everything known about the elder.</param>
    /// <param name="visits">All records of visits of the elder (attempts may be left out), in any order.</param>
    /// <param name="stored">
    /// Obligations of the elder as stored. May leave out rows that ended by <paramref name="reconciledUntil"/>;
    /// those are then not looked at.
    /// </param>
    /// <param name="now">The instant up to which outcomes are derived.</param>
    /// <param name="reconciledUntil">
    /// The instant of the last reconciliation of this elder: rows that ended by then are frozen, and none is opened
    /// in a period that ended by then (so a pack added later reaches back no further). Null when there was none.
    /// </param>
    public static Changes Reconcile(
        PolicySet policies,
        ElderHistory elder,
        IReadOnlyList<VisitFact> visits,
        IReadOnlyList<LedgerEntry> stored,
        DateTimeOffset now,
        DateTimeOffset? reconciledUntil = null
    )
    {
        var knowledge = Knowledge.Of(policies, elder, Earliest(stored, reconciledUntil), now);
        return new DerivedLedger(knowledge, reconciledUntil).Reconcile(visits, stored);
    }

    /// <summary>
    /// The half of <see cref="Reconcile"/> that needs no visits, for an elder without a stored ledger: what is asked may be read before
    /// it is known what was done.
    /// </summary>
    /// <param name="policies">The packs.</param>
    /// <param name="elder">Everything known about the elder.</param>
    /// <param name="now">The instant up to which things are known.</param>
    /// <param name="reconciledUntil">Nothing is opened in a period that ended by then; null: everything.</param>
    public static DerivedLedger Derive(
        PolicySet policies,
        ElderHistory elder,
        DateTimeOffset now,
        DateTimeOffset? reconciledUntil = null
    ) => new(Knowledge.Of(policies, elder, Earliest([], reconciledUntil), now), reconciledUntil);

    private static DateOnly? Earliest(IReadOnlyList<LedgerEntry> stored, DateTimeOffset? reconciledUntil)
    {
        if (reconciledUntil is not { } until)
        {
            return null;
        }
        var earliest = ChinaTime.DayOf(until);
        foreach (var obligation in stored)
        {
            earliest = obligation.Row.Key.PeriodFrom < earliest ? obligation.Row.Key.PeriodFrom : earliest;
        }
        return earliest;
    }
}
