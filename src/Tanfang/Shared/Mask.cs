using System.Buffers;
using System.Globalization;

namespace Tanfang.Shared;

/// <summary>What a screen shows of a sealed value unless somebody asks for the whole with a purpose.</summary>
public static class Mask
{
    private static readonly SearchValues<char> Groups = SearchValues.Create("组社队巷弄栋");

    /// <summary>3组***: the group can be read, the door cannot.</summary>
    public static string Address(string? full) =>
        string.IsNullOrEmpty(full) ? "" : full[..(full.AsSpan().LastIndexOfAny(Groups) + 1)] + "***";

    /// <summary>1101**********002X; the same for a disability certificate, whose kind and grade stay readable.</summary>
    public static string? Number(string? normalised) =>
        normalised is null ? null
        : normalised.Length < 12 ? new string('*', normalised.Length)
        : normalised[..4] + new string('*', 10) + normalised[14..];

    /// <summary>张*英, 张*; of a longer name only the first and the last character stay.</summary>
    public static string Name(string name)
    {
        var characters = StringInfo.GetTextElementEnumerator(name);
        var all = new List<string>();
        while (characters.MoveNext())
        {
            all.Add(characters.GetTextElement());
        }

        return all.Count switch
        {
            0 => "",
            1 => "*",
            2 => all[0] + "*",
            _ => all[0] + new string('*', all.Count - 2) + all[^1],
        };
    }

    /// <summary>138****1234; of a fixed line the area code and the last two digits.</summary>
    public static string? Phone(string? normalised) =>
        normalised is null ? null
        : normalised.Split('-') is [var area, var line, ..] ? $"{area}-{new string('*', line.Length - 2)}{line[^2..]}"
        : normalised.Length < 9 ? new string('*', normalised.Length)
        : normalised[..3] + new string('*', normalised.Length - 7) + normalised[^4..];
}
