using System.Globalization;

namespace Tanfang.Visits.Entering;

/// <summary>
/// A day in as few keys as it takes: what is left out is as on most sheets of the batch. 9 → the ninth of that month, 1109 or 11-9 → of that
/// year, 20261109 or 2026-11-09 → the whole.
/// </summary>
public static class PaperDay
{
    private static readonly char[] Between = ['-', '/', '.', '月', '年', '日', ' '];

    /// <summary>Null when it is no day.</summary>
    public static DateOnly? Read(string? text, DateOnly about)
    {
        var parts = (text ?? "")
            .Normalize(System.Text.NormalizationForm.FormKC)
            .Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 3 || !parts.All(p => p.Length is > 0 and <= 8 && p.All(char.IsAsciiDigit)))
            return null;
        var joined = parts is [{ Length: > 2 } all] ? all : null;
        return joined switch
        {
            { Length: 8 } => Day(joined[..4], joined[4..6], joined[6..]),
            { Length: 4 } => Day(null, joined[..2], joined[2..]),
            { Length: 3 } => Day(null, joined[..1], joined[1..]),
            not null => null,
            null => parts switch
            {
                [var day] => Day(null, null, day),
                [var month, var day] => Day(null, month, day),
                _ => Day(parts[0], parts[1], parts[2]),
            },
        };

        DateOnly? Day(string? year, string? month, string day)
        {
            var (y, m) = (year is null ? about.Year : Number(year), month is null ? about.Month : Number(month));
            var d = Number(day);
            return y is >= 1900 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m)
                ? new DateOnly(y, m, d)
                : null;
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
