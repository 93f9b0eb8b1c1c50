using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.TestKit;

public sealed class FakeClockTests
{
    private readonly FakeClock clock = new(new DateOnly(2026, 11, 19), new TimeOnly(23, 59));

    [Fact]
    public void A_minute_before_midnight_in_China_it_is_still_that_day()
    {
        Assert.Equal(new DateOnly(2026, 11, 19), clock.ChinaDay);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 59, 0, TimeSpan.Zero), clock.GetUtcNow());

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(new DateOnly(2026, 11, 20), clock.ChinaDay);
    }

    [Fact]
    public void A_periodic_timer_fires_once_in_a_leap_at_its_own_time_and_keeps_its_beat()
    {
        var fired = new List<TimeSpan>();
        var start = clock.GetUtcNow();
        using var timer = clock.CreateTimer(
            _ => fired.Add(clock.GetUtcNow() - start),
            null,
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(2)
        );

        clock.Advance(TimeSpan.FromHours(6));
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(7)], fired);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_stopped_timer_stays_silent()
    {
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(0, fired);
    }
}
