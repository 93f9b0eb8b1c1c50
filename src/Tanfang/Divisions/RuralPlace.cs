using System.Collections.Frozen;

namespace Tanfang.Divisions;

/// <summary>
/// Whether a place is 农村牧区, by its name, else by its code: 嘎查 and 村 are, 社区 and 居委会 are not. The last three
/// digits of a village's code say its kind (居 001–199, 村 200–399, like 居 400–499, like 村 500–599).
/// </summary>
public static class RuralPlace
{
    private static readonly string[] TownEndings = ["社区", "居委会", "居民委员会", "街道", "街道办事处"];
    private static readonly string[] RuralWords = ["嘎查", "村"];
    private static readonly string[] TownWords = ["社区", "居委", "居民"];

    private static readonly Lazy<FrozenDictionary<string, bool>> ByFile = new(() =>
        DivisionFile
            .Read()
            .Select(d => (d.Code, Rural: Of(d.Code, d.Name)))
            .Where(d => d.Rural is not null)
            .ToFrozenDictionary(d => d.Code, d => d.Rural!.Value)
    );

    /// <summary>Null when neither name nor code tells.</summary>
    public static bool? Of(string code, string name) =>
        TownEndings.Any(end => name.EndsWith(end, StringComparison.Ordinal)) ? false
        : RuralWords.Any(word => name.Contains(word, StringComparison.Ordinal)) ? true
        : TownWords.Any(word => name.Contains(word, StringComparison.Ordinal)) ? false
        : code.Length == 12 ? code[9] is '2' or '3' or '5'
        : null;

    /// <summary>By the shipped national file, for work without a store; null for a code that it does not have.</summary>
    public static bool? InFile(string code) => ByFile.Value.TryGetValue(code, out var rural) ? rural : null;
}
