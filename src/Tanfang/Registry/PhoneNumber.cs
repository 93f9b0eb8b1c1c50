using System.Text.RegularExpressions;

namespace Tanfang.Registry;

/// <summary>A phone as it is dialled: a mobile, a fixed line with its area code, or a number abroad. Several people may share one.</summary>
public sealed partial record PhoneNumber
{
    private PhoneNumber(string normalised) => Normalised = normalised;

    /// <summary>13800001234, 0355-6561234, 0355-6561234-8001 or +85261234567. To be sealed wherever it is kept.</summary>
    public string Normalised { get; }

    /// <summary>The last four digits, by which a number is searched.</summary>
    public string Tail => Normalised.Split('-') is [_, var line, ..] ? line[^4..] : Normalised[^4..];

    public static Reading<PhoneNumber> Read(string? text)
    {
        var plain = Plain.Characters(text);
        if (plain is ['1', >= '3' and <= '9', ..] && plain.Length == 11 && plain.All(char.IsAsciiDigit))
        {
            return new PhoneNumber(plain);
        }

        if (ExcelDamage.Of(plain) is { } damage)
        {
            return damage;
        }

        var bare = Country().Replace(Separators().Replace(plain, ""), "");
        if (Mobile().IsMatch(bare))
        {
            return new PhoneNumber(bare);
        }

        var (line, branch) = Extension().Match(plain) is { Success: true } extended
            ? (extended.Groups[1].Value, "-" + extended.Groups[2].Value)
            : (plain, "");
        var whole = Separators().Replace(line, "");
        line = Country().Replace(whole, "");
        if (line.Length < whole.Length && !line.StartsWith('0'))
        {
            line = "0" + line; // +86 355 6561234: behind the country's code the area code loses its 0.
        }

        if (Fixed().Match(line) is { Success: true } parts)
        {
            return new PhoneNumber($"{parts.Groups[1].Value}-{parts.Groups[2].Value}{branch}");
        }

        if (Abroad().IsMatch(bare))
        {
            return new PhoneNumber(bare);
        }

        return bare.Length is 7 or 8 && bare.All(char.IsAsciiDigit)
            ? new Unreadable("固定电话缺少区号", "请加区号，如 0355-6561234")
            : new Unreadable(
                "不是手机号码，也不是带区号的固定电话",
                "手机 11 位；固定电话如 0355-6561234；多个号码请分开填"
            );
    }

    [GeneratedRegex(@"[-\s()（）—–－.]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(.*\d{7,8})(?:-|转|EXT|,)(\d{1,6})$")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(?:\+|00)86|^86(?=1[3-9]\d{9}$)")]
    private static partial Regex Country();

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();

    // Two-digit area codes are 010 and 020 to 029; the others have three digits behind the 0.
    [GeneratedRegex(@"^(010|02\d|0[3-9]\d{2})([2-8]\d{6,7})$")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"^\+(?!86)[1-9]\d{6,14}$")]
    private static partial Regex Abroad();
}
