namespace Tanfang.Policy;

/// <summary>A visit as the ledger sees it. A correction or a void is a further record that names the one it replaces.</summary>
/// <param name="Id">Id of this record.</param>
/// <param name="HappenedOn">The China day of the visit; it decides the period.</param>
/// <param name="RecordedAt">When the ledger knew this record (received by the server).</param>
/// <param name="Mode">Exactly one mode.</param>
/// <param name="Counts">
/// True when the person was met or spoken to, at least one status item was answered and a visitor is named
/// (reading `validVisit`). False for an attempt, an empty record, and for a void.
/// </param>
/// <param name="Replaces">Id of the first record of the visit that this one corrects or voids; null for a first record.</param>
/// <param name="Here">
/// When the record was this person's, by what was known: two files may be found to be one person, or one to be two. Null: always.
/// </param>
public sealed record VisitFact(
    Guid Id,
    DateOnly HappenedOn,
    DateTimeOffset RecordedAt,
    Modes Mode,
    bool Counts,
    Guid? Replaces = null,
    IReadOnlyList<KnownSpan>? Here = null
);
