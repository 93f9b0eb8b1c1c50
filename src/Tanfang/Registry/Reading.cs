using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tanfang.Registry;

/// <summary>Why a text could not be read, and what to do. Never repeats the text: it may be somebody's number.</summary>
public sealed record Unreadable(string Reason, string Remedy);

/// <summary>What a text was read as, or why it could not be.</summary>
public sealed record Reading<T>(T? Value, Unreadable? Problem)
    where T : class
{
    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(Unreadable problem) => new(null, problem);
}

/// <summary>Writes what was typed the way numbers are kept.</summary>
internal static class Plain
{
    // Most numbers come as they are kept; of twenty thousand rows that is most of the work.
    private static readonly SearchValues<char> AsKept = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Nothing but common Han characters: no spelling of theirs is another, none is invisible.</summary>
    public static bool IsHan(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('\u4E00', '\u9FA5');

    /// <summary>Beside those also what ASCII has to see, without the space.</summary>
    public static bool IsHanOrAscii(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= '!' and <= '~') or (>= '\u4E00' and <= '\u9FA5')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Half-width, upper case, without spaces, invisible characters and the quotes by which sheets mark text.</summary>
    public static string Characters(string? text)
    {
        if (text is not null && !text.AsSpan().ContainsAnyExcept(AsKept))
        {
            return text;
        }

        var plain = new StringBuilder();
        // By runes first: half of a surrogate pair, which Normalize refuses, becomes U+FFFD.
        var whole = string.Concat((text ?? "").EnumerateRunes());
        foreach (var c in whole.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\'' or '‘' or '’')
            {
                continue;
            }

            if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                // Cyrillic Ha, Greek Chi and the sign of multiplication look like X and are typed for it.
                plain.Append(c is 'Х' or 'Χ' or '×' ? 'X' : c);
            }
        }

        return plain.ToString();
    }

    /// <summary>yyyyMMdd; null when there is no such day.</summary>
    public static DateOnly? Day(string digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

/// <summary>A spreadsheet keeps 15 digits of a number; what was longer is gone and cannot be guessed.</summary>
public static class ExcelDamage
{
    public static Unreadable LastDigitsLost { get; } = new("末几位被电子表格改成了 0", "把单元格设为文本后重新填写");

    public static Unreadable Scientific { get; } =
        new("被电子表格改成了科学计数法，末几位已丢失", "把单元格设为文本后重新填写");

    internal static Unreadable? Of(string plain) =>
        plain.Contains("E+", StringComparison.Ordinal) && plain.All(c => char.IsAsciiDigit(c) || c is '.' or 'E' or '+')
            ? Scientific
            : null;
}
