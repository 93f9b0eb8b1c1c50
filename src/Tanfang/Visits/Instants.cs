using System.Globalization;
using System.Text.RegularExpressions;

namespace Tanfang.Visits;

/// <summary>Instants as a device writes them: ISO 8601 with a zone. Without one nobody can say when it was.</summary>
public static partial class Instants
{
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>In UTC, cut to milliseconds; null when it is none.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (
            text is null
            || !Shape().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            || instant < Earliest
            || instant >= Latest
        )
            return null;
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Shape();
}
