using System.Text;
using Tanfang.Exchange.Mapping;

namespace Tanfang.Exchange.Importing;

/// <summary>Rows of one file that are one household, and by what that is known.</summary>
public sealed record LinkedRows(IReadOnlyList<CheckedRow> Rows, string By);

/// <summary>
/// Which rows are one household: by what is certain alone. The same 户号 in the same village, or the identity number of another
/// row among the members; never a name.
/// </summary>
internal static class LinkHouseholds
{
    /// <summary>More than anybody's household: then the number means something else.</summary>
    public const int MostRows = 8;

    private const string Head = "户主";

    /// <param name="rows">Those that are taken.</param>
    /// <param name="doubts">Is told why rows that look like one household are left apart; places only.</param>
    public static List<LinkedRows> Run(IReadOnlyList<CheckedRow> rows, RowNaming naming, List<string> doubts)
    {
        var (group, by) = (rows.ToDictionary(r => r.Number, r => r.Number), new Dictionary<int, string>());
        int Root(int row) => group[row] == row ? row : group[row] = Root(group[row]);
        void Link(CheckedRow one, CheckedRow other, string how)
        {
            var (to, from) = (Root(one.Number), Root(other.Number));
            group[from] = to;
            by[to] = by.GetValueOrDefault(to) ?? by.GetValueOrDefault(from) ?? how;
        }

        foreach (
            var same in rows.Where(r => r.HouseholdNumber is not null).GroupBy(r => (r.Home.Id, r.HouseholdNumber))
        )
        {
            same.Skip(1).ToList().ForEach(row => Link(same.First(), row, "户号相同"));
        }

        var byNumber = rows.Where(r => r.Draft.IdNumber is not null).ToDictionary(r => r.Draft.IdNumber!);
        foreach (var row in rows)
        {
            foreach (var member in row.Draft.Household.Where(m => m.IdNumber is not null))
            {
                if (
                    byNumber.GetValueOrDefault(member.IdNumber!) is not { } other
                    || other == row
                    || other.Home.Id != row.Home.Id
                )
                {
                    continue;
                }

                if (Differ(row, other, member.Name) is { } doubt)
                {
                    doubts.Add($"{naming.Place(row.Number)}、{naming.Place(other.Number)}{doubt}，没有合为一户");
                }
                else
                {
                    Link(row, other, "家庭成员的公民身份号码");
                }
            }
        }

        var linked = rows.GroupBy(r => Root(r.Number)).Where(g => g.Count() > 1).Select(g => (g.Key, Rows: g.ToList()));
        return
        [
            .. linked.Where(g => IsHousehold(g.Rows, naming, doubts)).Select(g => new LinkedRows(g.Rows, by[g.Key])),
        ];
    }

    /// <summary>A household's number as it is compared; a stroke or 0 is none.</summary>
    public static string? Key(string? typed)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return null;
        }

        var text = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
        return text.Trim('0').Length == 0 || SheetWords.Shipped.IsNothing(text) ? null : text.ToUpperInvariant();
    }

    public static string Places(IEnumerable<CheckedRow> rows, RowNaming naming) =>
        string.Join('、', rows.Select(r => naming.Place(r.Number)));

    private static string? Differ(CheckedRow row, CheckedRow other, string? name) =>
        name is not null && name != other.Draft.Name ? "号码相同而姓名不同"
        : row.HouseholdNumber is { } one && other.HouseholdNumber is { } two && one != two ? "户号不同"
        : null;

    private static bool IsHousehold(List<CheckedRow> rows, RowNaming naming, List<string> doubts)
    {
        var doubt =
            rows.Count > MostRows ? $"等 {rows.Count} 行户号相同，多于 {MostRows} 行"
            : rows.Count(r => r.Draft.RelationToHead == Head) > 1 ? "是同一户，却都写户主"
            : null;
        if (doubt is not null)
        {
            doubts.Add($"{Places(rows.Take(2), naming)}{doubt}，没有合为一户");
        }

        return doubt is null;
    }
}
