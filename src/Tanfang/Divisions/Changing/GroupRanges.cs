using System.Text.RegularExpressions;

namespace Tanfang.Divisions.Changing;

/// <summary>
/// 按组、门牌划分: "1-3组，5组1-20号" says which addresses of a village belong to a part of it. Read from both sides alike: 三组, 第3组,
/// 3社, 3队 are one group; 3组12号 has door 12.
/// </summary>
public sealed partial class GroupRanges
{
    private readonly List<(int From, int To, int DoorFrom, int DoorTo)> ranges = [];

    /// <summary>What could not be read, in the writer's words; null when all of it could.</summary>
    public string? Problem { get; private init; }

    public static GroupRanges Read(string? text)
    {
        var unread = new List<string>();
        var found = new List<(int, int, int, int)>();
        foreach (
            var part in (text ?? "").Split(
                [',', '，', '、', ';', '；', ' ', '　'],
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var match = Range().Match(Digits(part));
            if (!match.Success)
            {
                unread.Add(part);
                continue;
            }

            int At(string name, int otherwise) =>
                match.Groups[name] is { Success: true } group
                    ? int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture)
                    : otherwise;
            var from = At("from", 0);
            var door = At("door", 0);
            found.Add((from, At("to", from), door, At("lastDoor", match.Groups["door"].Success ? door : int.MaxValue)));
        }

        var ranges = new GroupRanges { Problem = unread.Count == 0 ? null : string.Join("、", unread) };
        ranges.ranges.AddRange(found);
        return ranges;
    }

    public bool Covers(string? address) =>
        GroupOf(address) is { } group
        && ranges.Exists(r =>
            r.From <= group
            && group <= r.To
            && (
                r is { DoorFrom: 0, DoorTo: int.MaxValue }
                || (DoorOf(address) is { } door && r.DoorFrom <= door && door <= r.DoorTo)
            )
        );

    /// <summary>The group that an address names; null when it names none.</summary>
    public static int? GroupOf(string? address) => Number(Group(), address);

    public static int? DoorOf(string? address) => Number(Door(), address);

    private static int? Number(Regex what, string? address) =>
        address is not null
        && what.Match(Digits(address)) is { Success: true } match
        && int.TryParse(match.Groups[1].Value, out var number)
            ? number
            : null;

    /// <summary>十二 → 12, 二十 → 20, １２ → 12; only numbers below a hundred are written in words.</summary>
    private static string Digits(string text) =>
        Words()
            .Replace(
                string.Concat(text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)),
                m =>
                {
                    var parts = m.Value.Split('十');
                    int Of(string one, int otherwise) =>
                        one.Length == 0 ? otherwise : "零一二三四五六七八九".IndexOf(one[0], StringComparison.Ordinal);
                    var number = parts.Length == 1 ? Of(parts[0], 0) : Of(parts[0], 1) * 10 + Of(parts[1], 0);
                    return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            );

    [GeneratedRegex("[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九]")]
    private static partial Regex Words();

    [GeneratedRegex(
        "^第?(?<from>\\d{1,3})(?:[-—–~～至到]第?(?<to>\\d{1,3}))?(?:(?:村民|居民)?(?:小组|组|社|队))?(?:(?<door>\\d{1,5})(?:[-—–~～至到](?<lastDoor>\\d{1,5}))?号)?$"
    )]
    private static partial Regex Range();

    [GeneratedRegex("(\\d{1,3})(?:村民|居民|生产)?(?:小组|组|社|队)")]
    private static partial Regex Group();

    [GeneratedRegex("(\\d{1,5})号")]
    private static partial Regex Door();
}
