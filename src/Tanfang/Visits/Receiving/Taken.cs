using Tanfang.Shared;

namespace Tanfang.Visits.Receiving;

/// <summary>What became of a record.</summary>
/// <param name="Outcome">accepted, duplicate, quarantined, or (at the desk, where a person can mend it) refused.</param>
/// <param name="Current">Of a duplicate: where the first one stands now.</param>
public sealed record Taken(
    string Outcome,
    string? Receipt,
    int? Ordinal,
    IReadOnlyList<Refusal> Refusals,
    string? Current = null
);
