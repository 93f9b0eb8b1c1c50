namespace Tanfang.Policy;

/// <summary>Names one obligation of one elder.</summary>
/// <param name="Rule">packId/ruleKey.</param>
/// <param name="Occasion">Empty for a cadence; for an extra the festival and year, or the situation's id.</param>
/// <param name="PeriodFrom">First day of the calendar period or window, whatever the person's own start.</param>
public readonly record struct ObligationKey(string Rule, string Occasion, DateOnly PeriodFrom);

/// <summary>An obligation (应访): rule × occasion × [from, until) of one elder. Frozen from its end on.</summary>
/// <param name="Key">Which one.</param>
/// <param name="From">First day on which a visit counts.</param>
/// <param name="Until">First day after it; at its China midnight the period has ended.</param>
/// <param name="AtLeast">Visits needed.</param>
/// <param name="Modes">Modes that fulfil, on site always among them; without substitutions.</param>
/// <param name="Every">The rule's period.</param>
/// <param name="MonthlyRate">True when the monthly visit rate counts it.</param>
/// <param name="CountedIn">Division whose figures hold it; follows the person while open, frozen at the end.</param>
/// <param name="OpenedAt">When it came to be, by what was known.</param>
public sealed record ObligationRow(
    ObligationKey Key,
    DateOnly From,
    DateOnly Until,
    int AtLeast,
    Modes Modes,
    Every Every,
    bool MonthlyRate,
    string CountedIn,
    DateTimeOffset OpenedAt
);

/// <summary>What has become of an obligation.</summary>
public enum OutcomeKind
{
    /// <summary>Open: not ended, or not yet decided.</summary>
    Due,

    /// <summary>Enough visits happened in it.</summary>
    Fulfilled,

    /// <summary>Ended unfulfilled. A later visit does not undo it.</summary>
    Missed,

    /// <summary>Ended unfulfilled, but a later known fact excuses it.</summary>
    Excused,

    /// <summary>No longer a duty before it ended.</summary>
    Withdrawn,
}

/// <summary>A change of an obligation's outcome (结果); appended, never changed.</summary>
/// <param name="Ordinal">0, 1, 2 … in order of appending.</param>
/// <param name="Kind">What it became.</param>
/// <param name="Visit">The visit that made the number full; null unless fulfilled.</param>
/// <param name="HappenedOn">Its day; null unless fulfilled.</param>
/// <param name="OnSite">Fulfilled, and at least one of the counting visits was on site.</param>
/// <param name="Substituted">Fulfilled, but only because a substitution widened the modes.</param>
/// <param name="RecordedAt">The instant from which it is known.</param>
/// <param name="Why">Code of <see cref="Whys"/>; null when nothing needs saying.</param>
public sealed record OutcomeRow(
    int Ordinal,
    OutcomeKind Kind,
    Guid? Visit,
    DateOnly? HappenedOn,
    bool OnSite,
    bool Substituted,
    DateTimeOffset RecordedAt,
    string? Why
);

/// <summary>An obligation with its outcomes, as stored.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcomes">Its outcomes, in any order.</param>
public sealed record LedgerEntry(ObligationRow Row, IReadOnlyList<OutcomeRow> Outcomes)
{
    /// <summary>The outcome as of <paramref name="asOf"/>: the last known by then; null while none is (due).</summary>
    public OutcomeRow? OutcomeAsOf(DateTimeOffset asOf)
    {
        OutcomeRow? last = null;
        foreach (var outcome in Outcomes)
        {
            if (outcome.RecordedAt > asOf)
            {
                continue;
            }
            if (last is null || (outcome.RecordedAt, outcome.Ordinal).CompareTo((last.RecordedAt, last.Ordinal)) > 0)
            {
                last = outcome;
            }
        }
        return last;
    }

    /// <summary>The state as of <paramref name="asOf"/>.</summary>
    public OutcomeKind StateAsOf(DateTimeOffset asOf) => OutcomeAsOf(asOf)?.Kind ?? OutcomeKind.Due;
}
