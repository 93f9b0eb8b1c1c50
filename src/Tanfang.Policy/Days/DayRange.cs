namespace Tanfang.Policy;

/// <summary>Days from <see cref="From"/> (inclusive) until <see cref="Until"/> (exclusive); all are China days.</summary>
/// <param name="From">First day of the range.</param>
/// <param name="Until">First day after the range; not later than <paramref name="From"/> when the range is empty.</param>
public readonly record struct DayRange(DateOnly From, DateOnly Until)
{
    /// <summary>Number of days in the range; 0 when empty.</summary>
    public int Days => Math.Max(0, Until.DayNumber - From.DayNumber);

    /// <summary>True when no day lies in the range.</summary>
    public bool IsEmpty => Until <= From;

    /// <summary>The last day that still lies in the range (the day before <see cref="Until"/>).</summary>
    public DateOnly LastDay => Until.AddDays(-1);

    /// <summary>True when <paramref name="day"/> lies in [From, Until).</summary>
    public bool Contains(DateOnly day) => day >= From && day < Until;

    /// <summary>True when both ranges share at least one day.</summary>
    public bool Overlaps(DayRange other) => Intersect(other).IsEmpty == false;

    /// <summary>The days that lie in both ranges; empty when there are none.</summary>
    public DayRange Intersect(DayRange other) =>
        new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
}
