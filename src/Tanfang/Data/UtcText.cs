using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tanfang.Data;

/// <summary>An instant as fixed-width UTC text: 2026-11-21T09:05:00.000Z. Milliseconds, as everywhere.</summary>
internal sealed class UtcText() : ValueConverter<DateTimeOffset, string>(instant => Write(instant), text => Read(text))
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
