namespace Tanfang.Divisions;

/// <summary>What follows from a statistical code and a name alone.</summary>
public static class DivisionCode
{
    /// <summary>The level of a code by its length: 2, 4, 6, 9 or 12 digits.</summary>
    /// <exception cref="FormatException">Any other length.</exception>
    public static DivisionLevel LevelOf(string code) =>
        code.Length switch
        {
            2 => DivisionLevel.Province,
            4 => DivisionLevel.City,
            6 => DivisionLevel.County,
            9 => DivisionLevel.Township,
            12 => DivisionLevel.Village,
            _ => throw new FormatException($"区划代码应为 2、4、6、9 或 12 位数字：{code}"),
        };

    /// <summary>140426000000 → 140426, 140400 → 1404: how other registers fill a code up.</summary>
    public static string WithoutZeros(string code)
    {
        if (code.Length is not (6 or 12) || !code.All(char.IsAsciiDigit))
        {
            return code;
        }

        int[] lengths = [2, 4, 6, 9];
        var cut = lengths.FirstOrDefault(length => length < code.Length && code[length..].All(c => c == '0'));
        return cut == 0 ? code : code[..cut];
    }
}
