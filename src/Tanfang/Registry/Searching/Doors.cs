using System.Buffers;
using System.Text.RegularExpressions;

namespace Tanfang.Registry.Searching;

/// <summary>
/// Group, house and door as they stand in an address, in one spelling: 三组12号 → 3组, 12号, 3组12号. Numbers in Chinese and full-width digits
/// are numbers; 社, 队, 小组 are groups; 号楼, 栋, 幢 are houses.
/// </summary>
public static partial class Doors
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("组队号栋幢元");

    /// <summary>The keys of an address; each part alone and all together.</summary>
    public static IReadOnlyList<string> Of(string? address)
    {
        var parts = Parts(address);
        return parts.Count > 1 ? [.. parts.Distinct(), string.Concat(parts)] : parts;
    }

    /// <summary>The key that a search for this asks for; null when it names no group and no door. A bare number is a door.</summary>
    public static string? Asked(string text)
    {
        var plain = Plain.Characters(text);
        return plain.Length is > 0 and <= 4 && plain.All(char.IsAsciiDigit) ? Number(plain) + "号"
            : plain.Any(char.IsAsciiDigit) || plain.AsSpan().ContainsAny(Signs) ? Whole(plain)
            : null; // 王三户 is a name.
    }

    /// <summary>What stands before the first group or door: perhaps a village.</summary>
    public static string Before(string text)
    {
        var plain = Plain.Characters(text);
        return Part().Match(plain) is { Success: true } first ? plain[..first.Index] : "";
    }

    private static List<string> Parts(string? address) =>
        [
            .. Part()
                .Matches(Plain.Characters(address))
                .Select(m =>
                    Number(m.Groups[1].Value)
                    + m.Groups[2].Value switch
                    {
                        "号楼" or "栋" or "幢" => "栋",
                        "单元" => "单元",
                        "号" or "室" or "户" => "号",
                        _ => "组",
                    }
                ),
        ];

    private static string? Whole(string text) => Parts(text) is { Count: > 0 } parts ? string.Concat(parts) : null;

    /// <summary>012 and 十二 are 12.</summary>
    private static string Number(string text)
    {
        if (text.All(char.IsAsciiDigit))
        {
            return text.TrimStart('0') is { Length: > 0 } number ? number : "0";
        }

        const string digits = "零一二三四五六七八九";
        int DigitOf(string part, int none) =>
            part.Length == 0 ? none : digits.IndexOf(part[^1], StringComparison.Ordinal);
        var tens = text.IndexOf('十', StringComparison.Ordinal);
        var value = tens < 0 ? DigitOf(text, 0) : DigitOf(text[..tens], 1) * 10 + DigitOf(text[(tens + 1)..], 0);
        return $"{value}";
    }

    [GeneratedRegex(
        "([0-9]{1,5}|[一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)(?:村民)?(小组|组|社|队|号楼|栋|幢|单元|号|室|户)"
    )]
    private static partial Regex Part();
}
