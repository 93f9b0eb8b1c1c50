namespace Tanfang.Policy;

/// <summary>An outcome to append to an obligation.</summary>
/// <param name="Obligation">Which obligation.</param>
/// <param name="Outcome">The row to append.</param>
public sealed record NewOutcome(ObligationKey Obligation, OutcomeRow Outcome);

/// <summary>What a reconciliation adds to the ledger of one elder; nothing is ever deleted.</summary>
/// <param name="Opened">Rows to insert, by rule and period.</param>
/// <param name="Changed">Rows, not ended before, whose from, until, number, modes or division changed.</param>
/// <param name="Outcomes">Outcomes to append, in this order, to stored and to opened rows.</param>
public sealed record Changes(
    IReadOnlyList<ObligationRow> Opened,
    IReadOnlyList<ObligationRow> Changed,
    IReadOnlyList<NewOutcome> Outcomes
)
{
    /// <summary>True when the ledger already says all there is to say.</summary>
    public bool None => Opened.Count == 0 && Changed.Count == 0 && Outcomes.Count == 0;
}
