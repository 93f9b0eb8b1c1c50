namespace Tanfang.Policy;

/// <summary>A special time of an area (特殊时段): lockdown, epidemic measures, bad weather.</summary>
/// <param name="Id">Unique; the occasion of the obligations it opens.</param>
/// <param name="Kind">Key of a situation kind of the dictionary.</param>
/// <param name="Division">Area code; everything that begins with it is covered, empty is the nation.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it; null while open. Not later than <paramref name="From"/>: cancelled.</param>
/// <param name="RecordedAt">When this row became known to the ledger.</param>
/// <param name="Replaces">Id of the first row of which this one is a later version; null for a first row.</param>
public sealed record Situation(
    string Id,
    string Kind,
    string Division,
    DateOnly From,
    DateOnly? Until,
    DateTimeOffset RecordedAt,
    string? Replaces = null
)
{
    /// <summary>The id under which all versions of this situation go.</summary>
    public string Occasion => Replaces ?? Id;

    /// <summary>The days it lasts, as far as known.</summary>
    public DayRange Days => new(From, Until ?? DateOnly.MaxValue);
}
