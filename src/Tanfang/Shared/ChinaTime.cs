namespace Tanfang.Shared;

/// <summary>
/// Instants are UTC, business days are China days (UTC+8, no summer time since 1991). The only place where one
/// becomes the other.
/// </summary>
public static class ChinaTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Now in UTC, cut to milliseconds: both stores keep it and JSON prints it without loss.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>Today in China.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The China day in which an instant lies.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => Policy.ChinaTime.DayOf(instant);

    /// <summary>The first instant of a China day (inclusive), in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => Policy.ChinaTime.Midnight(day);

    /// <summary>An instant as a reader in China sees it: 2026-11-21 09:05.</summary>
    public static string Show(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
