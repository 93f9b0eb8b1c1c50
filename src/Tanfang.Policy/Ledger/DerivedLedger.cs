namespace Tanfang.Policy;

/// <summary>What the facts of one elder ask for up to an instant, before any visit is looked at.</summary>
public sealed class DerivedLedger
{
    private readonly Knowledge _knowledge;
    private readonly DateTimeOffset? _reconciledUntil;
    private readonly List<DerivedObligation> _obligations;

    internal DerivedLedger(Knowledge knowledge, DateTimeOffset? reconciledUntil)
    {
        (_knowledge, _reconciledUntil) = (knowledge, reconciledUntil);
        var derivation = new Derivation(knowledge);
        derivation.Run();
        _obligations = derivation.Obligations;
    }

    /// <summary>The rows that an empty ledger lacks.</summary>
    public IEnumerable<ObligationRow> Rows =>
        from derived in _obligations
        let row = LedgerComparison.Opened(derived, _reconciledUntil)
        where row is not null
        select row;

    /// <summary>What is missing in the stored ledger, by these visits.</summary>
    /// <param name="visits">As <see cref="Ledger.Reconcile"/> takes them.</param>
    /// <param name="stored">As <see cref="Ledger.Reconcile"/> takes them.</param>
    public Changes Reconcile(IReadOnlyList<VisitFact> visits, IReadOnlyList<LedgerEntry> stored)
    {
        var log = new VisitLog(visits);
        var walk = new OutcomeWalk(_knowledge, log, _obligations);
        var comparison = new LedgerComparison(stored, _reconciledUntil);
        foreach (var derived in _obligations)
        {
            comparison.Compare(derived, walk);
        }
        comparison.CloseUnknown(log, _knowledge.Now);
        return comparison.Changes;
    }
}
