namespace Tanfang.Policy;

/// <summary>What a cadence is counted in. Day, week, month and quarter are those of the calendar (our reading `periods`).</summary>
public enum Every
{
    /// <summary>Each calendar day.</summary>
    Day,

    /// <summary>Each week, Monday to Sunday.</summary>
    Week,

    /// <summary>Each calendar month.</summary>
    Month,

    /// <summary>Each calendar quarter.</summary>
    Quarter,

    /// <summary>Once per window of a situation (a festival, a spell of bad weather).</summary>
    Situation,
}

/// <summary>How often: at least <see cref="AtLeast"/> visits in each period.</summary>
/// <param name="Every">The period.</param>
/// <param name="AtLeast">The least number of visits in each period; 1 or more.</param>
public readonly record struct Cadence(Every Every, int AtLeast)
{
    /// <summary>Visits asked for in a year: orders tiers by strictness, nothing else. A window counts as one.</summary>
    public int PerYear =>
        AtLeast
        * Every switch
        {
            Every.Day => 365,
            Every.Week => 52,
            Every.Month => 12,
            Every.Quarter => 4,
            _ => 1,
        };
}
