using System.Text.Json.Serialization;

namespace Tanfang.Visits.Receiving;

/// <summary>What became of one item. Without a receipt it was not kept.</summary>
public sealed record ItemAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Id,
    string Outcome,
    string? Receipt = null,
    int? Ordinal = null,
    string? Reason = null,
    string? Code = null,
    string? CurrentOutcome = null
);

public sealed record ItemAnswers(IReadOnlyList<ItemAnswer> Items);
