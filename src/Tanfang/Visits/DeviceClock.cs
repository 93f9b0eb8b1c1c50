using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>
/// Mends what a device with a wrong clock wrote: how wrong it was shows when it sends, for then both clocks are seen at
/// once. A few minutes are the network and no fault.
/// </summary>
public readonly record struct DeviceClock(DateTimeOffset? SentAt, DateTimeOffset ReceivedAt)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(10);

    public TimeSpan Offset =>
        SentAt is { } sent && (ReceivedAt - sent).Duration() >= Tolerated ? ReceivedAt - sent : TimeSpan.Zero;

    /// <summary>
    /// A day that the device took from its own clock moves with the clock; one that a person chose stays. Nothing is recorded
    /// later than it was received.
    /// </summary>
    public FieldRecord Correct(FieldRecord record)
    {
        var offset = Offset;
        var asked = record.HappenedAt ?? record.RecordedAt;
        var fromClock = ChinaTime.DayOf(asked) == record.HappenedOn;
        var recordedAt = record.RecordedAt + offset;
        return record with
        {
            HappenedOn = fromClock && offset != TimeSpan.Zero ? ChinaTime.DayOf(asked + offset) : record.HappenedOn,
            HappenedAt = record.HappenedAt + offset,
            RecordedAt = recordedAt > ReceivedAt ? ReceivedAt : recordedAt,
            DeviceOffset = offset,
        };
    }
}
