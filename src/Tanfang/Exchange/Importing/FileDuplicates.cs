using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>The same person twice in one file: which row is right cannot be seen from here.</summary>
internal static class FileDuplicates
{
    private const string ByNumber = nameof(Registry.ElderDraft.IdNumber);
    private const string ByName = nameof(Registry.ElderDraft.Name);

    /// <summary>
    /// Of rows with one number the first stays when all have the same name, else none. Of rows with the same name, birth date and
    /// village the first stays, unless all of them have numbers: then they are different people.
    /// </summary>
    public static List<CheckedRow> Without(List<CheckedRow> rows, ImportReport report, RefusedRows kept)
    {
        var refused = new Dictionary<int, Refusal>();
        foreach (var same in Groups(rows.Where(r => r.Draft.IdNumber is not null), r => r.Draft.IdNumber!))
        {
            var differ = same.Any(r => r.Draft.Name != same[0].Draft.Name);
            foreach (var row in differ ? same : same[1..])
            {
                var other = row == same[0] ? same[1].Number : same[0].Number;
                refused[row.Number] = differ
                    ? new Refusal(
                        "import.numberTwice",
                        $"与{report.Naming.Place(other)}号码相同而姓名不同",
                        "请对照证件，改正其中一行",
                        ByNumber
                    )
                    : new Refusal(
                        "import.rowTwice",
                        $"与{report.Naming.Place(other)}是同一个号码",
                        "请删去多余的一行",
                        ByNumber
                    );
            }
        }

        var left = rows.Where(r => !refused.ContainsKey(r.Number));
        foreach (var same in Groups(left, r => (r.Draft.Name, r.Draft.BirthDate, r.Home.Id)))
        {
            foreach (var row in same[1..].Where(r => r.Draft.IdNumber is null || same[0].Draft.IdNumber is null))
            {
                refused[row.Number] = new Refusal(
                    "import.alikeTwice",
                    $"与{report.Naming.Place(same[0].Number)}姓名、出生日期、村（居）相同",
                    "同一人的删去一行；不是同一人的，两行都填公民身份号码",
                    ByName
                );
            }
        }

        foreach (var (row, refusal) in refused.OrderBy(pair => pair.Key))
        {
            report.Reject(row, [refusal]);
        }

        rows.Where(r => refused.ContainsKey(r.Number)).ToList().ForEach(r => kept.Keep(r.Line));
        return [.. rows.Where(r => !refused.ContainsKey(r.Number))];
    }

    private static IEnumerable<List<CheckedRow>> Groups<TKey>(
        IEnumerable<CheckedRow> rows,
        Func<CheckedRow, TKey> key
    ) => rows.GroupBy(key).Where(same => same.Skip(1).Any()).Select(same => same.ToList());
}
