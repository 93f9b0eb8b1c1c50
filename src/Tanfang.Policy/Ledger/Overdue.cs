namespace Tanfang.Policy;

/// <summary>An elder who is overdue (逾期).</summary>
/// <param name="Since">`until` of the first of the unbroken run of missed obligations.</param>
/// <param name="Rule">The rule of that run: packId/ruleKey.</param>
public sealed record Overdue(DateOnly Since, string Rule)
{
    /// <summary>Days overdue on <paramref name="today"/>; 0 on the first day after the missed period.</summary>
    public int Days(DateOnly today) => today.DayNumber - Since.DayNumber;

    /// <summary>
    /// Overdue as of an instant: the earliest obligation missed as of then without a visit in one of its modes, known
    /// by then, on or after its end. Null when there is none, and for people who have left or refused: a duty that
    /// nobody has any more cannot be overdue.
    /// </summary>
    public static Overdue? Of(
        PolicySet policies,
        ElderHistory elder,
        IReadOnlyList<VisitFact> visits,
        IReadOnlyList<Obligation> obligations,
        DateTimeOffset asOf
    ) => throw new NotImplementedException();
}
