using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tanfang.Data;

/// <summary>An instant as fixed-width UTC text: 2026-11-21T09:05:00.000Z. Milliseconds, as everywhere.</summary>
internal sealed class UtcText() : ValueConverter<DateTimeOffset, string>(instant => Write(instant), text => Read(text))
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public const int Length = 24;

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The same as UTF-8; how many bytes. By the round-trip format, whose first 23 letters these are: a custom one is read anew each time.</summary>
    public static int Write(DateTimeOffset instant, Span<byte> into)
    {
        Span<byte> roundTrip = stackalloc byte[33];
        instant.UtcDateTime.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..(Length - 1)].CopyTo(into);
        into[Length - 1] = (byte)'Z';
        return Length;
    }

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
