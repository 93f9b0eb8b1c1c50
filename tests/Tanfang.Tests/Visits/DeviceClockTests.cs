using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>It is ten in the morning of 2026-11-19 in China.</summary>
public class DeviceClockTests
{
    [Theory]
    // A right clock: what is entered late stays on its day, what lies ahead waits.
    [BothStores("2026-11-19T02:00:00Z", "2026-11-10T01:00:00Z", "2026-11-08", "2026-11-08")]
    [BothStores("2026-11-19T02:00:00Z", "2026-11-19T01:00:00Z", "2026-11-20", null)]
    [BothStores("2026-11-19T01:58:00Z", "2026-11-18T15:59:00Z", "2026-11-18", "2026-11-18")]
    // Three days ahead: the day it took from its clock moves back, a day that a person chose stays.
    [BothStores("2026-11-22T02:00:00Z", "2026-11-22T01:00:00Z", "2026-11-22", "2026-11-19")]
    [BothStores("2026-11-22T02:00:00Z", "2026-11-20T01:00:00Z", "2026-11-20", "2026-11-17")]
    [BothStores("2026-11-22T02:00:00Z", "2026-11-22T01:00:00Z", "2026-11-12", "2026-11-12")]
    [BothStores("2026-11-22T02:00:00Z", "2026-11-22T01:00:00Z", "2026-11-21", null)]
    // Started anew in 1970.
    [BothStores("1970-01-02T00:10:00Z", "1970-01-02T00:00:00Z", "1970-01-02", "2026-11-19")]
    public async Task Day_is_mended_by_what_the_clock_was_wrong(
        Store store,
        string sentAt,
        string recordedAt,
        string day,
        string? expected
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder(), day: day, recordedAt: recordedAt);

        var answer = (
            await host.SendAsync(DateTimeOffset.Parse(sentAt, System.Globalization.CultureInfo.InvariantCulture), item)
        )[0];

        await using var db = host.Store.Open();
        Assert.Equal(expected is null ? "future-day" : null, answer.Code());
        Assert.Equal(expected, db.Visits.SingleOrDefault() is { } v ? $"{v.HappenedOn:yyyy-MM-dd}" : null);
        Assert.All(db.Visits.AsEnumerable(), v => Assert.True(v.RecordedAt <= v.ReceivedAt));
    }

    [Theory]
    [BothStores("2026-11-17", true)]
    [BothStores("2026-11-18", false)]
    public async Task What_is_entered_later_than_the_day_after_is_labelled(Store store, string day, bool late)
    {
        await using var host = await TestHost.StartAsync(store);

        var visit = await host.TakenAsync(host.Item(await host.AddElder(), day: day));

        var page = await host.OpenAsync($"/visits/{visit}");
        Assert.Equal(late, page.Contains("<span class=\"badge\">补录</span>", StringComparison.Ordinal));
    }
}
