using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;

namespace Tanfang.Exchange.Columns;

/// <summary>
/// A day as spreadsheets and people write it: 2025-01-02, 2025/1/2, 2025.1.2, 2025年1月2日, 20250102, 二〇二五年一月二日, or the
/// count of days that a sheet keeps. A lunar day is refused: which solar day it is has to be looked up by whoever knows the year.
/// </summary>
public static partial class ChineseDate
{
    private const int Offset1904 = 1462;
    private const string Remedy = "请填公历，如 1941-03-02";
    private const string Digits = "〇一二三四五六七八九";

    public static (DateOnly? Day, Unreadable? Problem) Read(Cell cell, bool countsFrom1904)
    {
        if (cell.Day is { } day)
        {
            return (day, null);
        }

        if (cell.Number is { } number)
        {
            return FromNumber(number, countsFrom1904);
        }

        // As the template asks for it, and spreadsheets write it into text files.
        if (
            DateOnly.TryParseExact(
                cell.Text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var plain
            )
        )
        {
            return (plain, null);
        }

        var text = Weekday().Replace(Bare(cell.Text ?? ""), "");
        if (Lunar().IsMatch(text))
        {
            return (null, new Unreadable("是农历日期", "请换算成公历再填"));
        }

        if (WithZone().IsMatch(text))
        {
            return (null, new Unreadable("日期里带有时区", "只填年月日，如 1941-03-02"));
        }

        var parts = Parts().Match(Arabic(text));
        if (parts.Success)
        {
            return Day(parts.Groups["y"].Value, parts.Groups["m"].Value, parts.Groups["d"].Value);
        }

        if (NoDay().IsMatch(Arabic(text)))
        {
            return (
                null,
                new Unreadable("只有年或年月，没有日", "请补上日，如 1941-03-02；有公民身份号码的，出生日期可以空着")
            );
        }

        if (ShortYear().IsMatch(text))
        {
            return (null, new Unreadable("年份只有两位，不知是哪个世纪", Remedy));
        }

        return text.Length == 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            ? FromNumber(serial, countsFrom1904)
            : (null, new Unreadable("不是日期", Remedy));
    }

    /// <summary>A number is yyyyMMdd or, below that, days since the sheet's first day.</summary>
    private static (DateOnly?, Unreadable?) FromNumber(double number, bool countsFrom1904)
    {
        var whole = Math.Truncate(number);
        if (whole is >= 1_000_00_00 and <= 9999_99_99)
        {
            var digits = whole.ToString("F0", CultureInfo.InvariantCulture);
            return Day(digits[..4], digits[4..6], digits[6..]);
        }

        var serial = countsFrom1904 ? whole + Offset1904 : whole;
        return serial is >= 61 and <= 80_000
            ? (DateOnly.FromDateTime(DateTime.FromOADate(serial)), null)
            : (null, new Unreadable("不是日期", Remedy));
    }

    private static (DateOnly?, Unreadable?) Day(string year, string month, string day)
    {
        var text = $"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}";
        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read
        )
            ? (read, null)
            : (null, new Unreadable("没有这一天", "请对照证件核对年月日"));
    }

    private static string Bare(string text) =>
        string.Concat(
            string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))
        );

    /// <summary>二〇二五年十二月二十三日 → 2025年12月23日.</summary>
    private static string Arabic(string text)
    {
        var year = text.IndexOf('年', StringComparison.Ordinal);
        if (year < 0)
        {
            return text;
        }

        var digits = text[..year]
            .Select(c =>
                c is '零' or '○' or 'O' or 'o' ? '0'
                : Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var n ? (char)('0' + n)
                : c
            );
        return string.Concat(digits) + ChineseNumber().Replace(text[year..], m => ValueOf(m.Value));
    }

    private static string ValueOf(string numeral)
    {
        var parts = numeral
            .Replace("廿", "二十", StringComparison.Ordinal)
            .Replace("卅", "三十", StringComparison.Ordinal)
            .Split('十');
        int Of(string part, int empty) => part.Length == 0 ? empty : Digits.IndexOf(part[^1], StringComparison.Ordinal);
        var value = parts.Length == 1 ? Of(parts[0], 0) : (Of(parts[0], 1) * 10) + Of(parts[1], 0);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        "农历|阴历|旧历|[正冬腊]月|闰.?.?月|初[一二三四五六七八九十]|廿[^年]*$|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
    )]
    private static partial Regex Lunar();

    [GeneratedRegex(@"T.*(Z|[+-]\d\d:?\d\d)$|\d(Z|\+\d\d:?\d\d)$")]
    private static partial Regex WithZone();

    [GeneratedRegex(
        @"^(?<y>\d{4})(?:(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})|年(?<m>\d{1,2})月(?<d>\d{1,2})[日号]?|(?<m>\d{2})(?<d>\d{2}))(?:T?\d\d?:\d\d(:\d\d(\.\d+)?)?)?$"
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\d{4}(年?|[-/.]\d{1,2}|年\d{1,2}月?|(0[1-9]|1[0-2]))$")]
    private static partial Regex NoDay();

    [GeneratedRegex(@"^\d{2}([-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月(\d{1,2}[日号]?)?)$")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"\(?(星期|周)[一二三四五六日天]\)?$")]
    private static partial Regex Weekday();

    [GeneratedRegex("[〇一二三四五六七八九十廿卅]+")]
    private static partial Regex ChineseNumber();
}
