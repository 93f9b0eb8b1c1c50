namespace Tanfang.Policy;

/// <summary>Instants and China days (UTC+8, without summer time).</summary>
public static class ChinaTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The instant, in UTC, at which <paramref name="day"/> begins in China.</summary>
    public static DateTimeOffset Midnight(DateOnly day)
    {
        var ticks = day.DayNumber * TimeSpan.TicksPerDay - Offset.Ticks;
        return ticks < 0 ? DateTimeOffset.MinValue : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>The China day in which <paramref name="instant"/> lies.</summary>
    public static DateOnly DayOf(DateTimeOffset instant)
    {
        var ticks = Math.Min(instant.UtcTicks + Offset.Ticks, DateTime.MaxValue.Ticks);
        return DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
    }
}
