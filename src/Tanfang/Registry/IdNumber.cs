namespace Tanfang.Registry;

/// <summary>Whose number it is; all of them share the 18 places and the check character of GB 11643.</summary>
public enum IdHolder
{
    Citizen,
    HongKongResident,
    MacauResident,
    TaiwanResident,
    ForeignPermanentResident,
}

/// <summary>
/// A valid 公民身份号码 (GB 11643), 港澳台居民居住证 or 外国人永久居留身份证 number: 17 digits and a check character, upper case. The region
/// in it is where the number was given, at that time: abolished codes are valid and it never says where somebody lives.
/// </summary>
public sealed record IdNumber
{
    private const string CheckCharacters = "10X98765432";
    private const int OldLength = 15;
    private const int Length = 18;
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdNumber(string normalised, DateOnly birthDate) => (Normalised, BirthDate) = (normalised, birthDate);

    /// <summary>18 characters, X in upper case. To be sealed wherever it is kept.</summary>
    public string Normalised { get; }

    public DateOnly BirthDate { get; }

    /// <summary>An odd order code is a man's.</summary>
    public Sex Sex => (Normalised[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    public IdHolder Holder =>
        Normalised[..6] switch
        {
            "810000" => IdHolder.HongKongResident,
            "820000" => IdHolder.MacauResident,
            "830000" => IdHolder.TaiwanResident,
            // 9, then the province where it was applied for; 90 to 99 is none.
            ['9', >= '1' and <= '8', ..] => IdHolder.ForeignPermanentResident,
            _ => IdHolder.Citizen,
        };

    /// <summary>Reads a number as people and spreadsheets write it: full-width, spaced, x or Cyrillic Х, 15 or 18 places.</summary>
    /// <param name="today">No number was given to somebody born later.</param>
    public static Reading<IdNumber> Read(string? text, DateOnly today)
    {
        var plain = Plain.Characters(text);
        if (ExcelDamage.Of(plain) is { } damage)
        {
            return damage;
        }

        if (plain.Length != Length && plain.Length != OldLength)
        {
            return new Unreadable($"应为 18 位（或旧的 15 位），现有 {plain.Length} 位", "请对照证件逐位核对");
        }

        var digits = plain.Length == Length ? plain[..^1] : plain;
        if (
            !digits.All(char.IsAsciiDigit)
            || !(char.IsAsciiDigit(plain[^1]) || (plain[^1] == 'X' && digits.Length == 17))
        )
        {
            return new Unreadable("有不是数字的字符（只有第 18 位可以是 X）", "请对照证件逐位核对");
        }

        return plain.Length == Length ? Full(plain, today) : Full(FromOld(plain), today);
    }

    /// <summary>The 18th character for 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    // In the 15-place numbers 996 to 999 were kept for people over a hundred, born before 1900.
    private static string FromOld(string old)
    {
        var century = old[12..] is "996" or "997" or "998" or "999" ? "18" : "19";
        var digits = old[..6] + century + old[6..];
        return digits + CheckCharacter(digits);
    }

    private static Reading<IdNumber> Full(string number, DateOnly today)
    {
        if (number[0] == '0')
        {
            return new Unreadable("不会以 0 开头", "请对照证件逐位核对");
        }

        if (CheckCharacter(number) != number[17])
        {
            return number.EndsWith("000", StringComparison.Ordinal)
                ? ExcelDamage.LastDigitsLost
                : new Unreadable("校验码不符，有错位或错字", "请对照证件逐位核对");
        }

        return Plain.Day(number[6..14]) is { } born && born.Year >= 1850 && born <= today
            ? new IdNumber(number, born)
            : new Unreadable("其中的出生日期不存在或在将来", "请对照证件核对第 7 至 14 位");
    }
}
