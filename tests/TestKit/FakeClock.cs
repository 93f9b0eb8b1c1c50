namespace Tanfang.TestKit;

/// <summary>A clock that stands still until it is told: a test says which day it is in China.</summary>
public sealed class FakeClock : TimeProvider
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now;

    /// <param name="chinaDay">The day it is in China.</param>
    /// <param name="at">The time of that day in China; ten in the morning when left out.</param>
    public FakeClock(DateOnly chinaDay, TimeOnly? at = null) => Set(chinaDay, at);

    /// <summary>The day it is in China; setting it makes it ten in the morning of that day.</summary>
    public DateOnly ChinaDay
    {
        get => DateOnly.FromDateTime(GetUtcNow().ToOffset(China).DateTime);
        set => Set(value);
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    /// <summary>Goes to a time of a day in China, forward or back.</summary>
    public void Set(DateOnly chinaDay, TimeOnly? at = null) =>
        Set(new DateTimeOffset(chinaDay.ToDateTime(at ?? new TimeOnly(10, 0)), China));

    /// <summary>
    /// Goes to an instant; forward, every timer due on the way fires at its own time, a periodic one once: as on a machine that slept.
    /// </summary>
    public void Set(DateTimeOffset instant)
    {
        var until = instant.ToUniversalTime();
        FireUntil(until);
        lock (gate)
            now = until;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan span) => Set(GetUtcNow() + span);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void FireUntil(DateTimeOffset until)
    {
        while (Next(until) is { } alarm)
            alarm.Fire();
    }

    /// <summary>The first timer due until then, after moving to its time and winding it up again.</summary>
    private Alarm? Next(DateTimeOffset until)
    {
        lock (gate)
        {
            var alarm = alarms.Where(alarm => alarm.Due <= until).MinBy(alarm => alarm.Due);
            if (alarm is null)
                return null;
            now = alarm.Due > now ? alarm.Due : now;
            if (alarm.Period > TimeSpan.Zero)
                alarm.Due += alarm.Period * (1 + Math.Floor((until - alarm.Due) / alarm.Period));
            else
                alarms.Remove(alarm);
            return alarm;
        }
    }

    private sealed class Alarm(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    Period = period;
                    clock.alarms.Add(this);
                }
            }
            if (dueTime == TimeSpan.Zero)
                clock.FireUntil(clock.GetUtcNow());
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
