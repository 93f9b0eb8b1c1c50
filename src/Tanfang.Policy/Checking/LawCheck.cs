using System.Globalization;

namespace Tanfang.Policy;

/// <summary>What a document itself leaves open or has outlived.</summary>
internal static class LawCheck
{
    public static IEnumerable<Finding> Of(PolicyPack pack, CategoryDictionary dictionary, DateOnly on) =>
        Gaps(pack).Concat(Lapsed(pack, dictionary, on));

    private static IEnumerable<Finding> Gaps(PolicyPack pack)
    {
        var file = pack.Id + ".json";
        foreach (var group in pack.Groups)
        {
            if (!pack.Rules.Any(r => r.Group == group && r.Kind == RuleKind.Cadence && !r.Individual))
            {
                yield return new(false, file, $"groups {group.Key}", $"缺口：对“{group.Name}”没有写明频次");
            }
            if (group.Who.Quote.Contains('等'))
            {
                yield return new(
                    false,
                    file,
                    $"groups {group.Key}",
                    $"缺口：对象以“等”字留有余地，可由下级政策包增列：“{group.Who.Quote}”"
                );
            }
        }
        foreach (var rule in pack.Rules.Where(r => r.Kind == RuleKind.Attention))
        {
            yield return new(
                false,
                file,
                $"rules {rule.Id}",
                $"缺口：没有写明次数，只提示、不计逾期：“{rule.Duty.Quote}”"
            );
        }
        foreach (var rule in pack.Rules.Where(r => r.Kind == RuleKind.Extra))
        {
            yield return new(
                false,
                file,
                $"rules {rule.Id}",
                $"缺口：没有写明增加多少，按本系统的解释执行：“{rule.Duty.Quote}”"
            );
        }
    }

    private static IEnumerable<Finding> Lapsed(PolicyPack pack, CategoryDictionary dictionary, DateOnly on)
    {
        var file = pack.Id + ".json";
        foreach (var rule in pack.Rules.Where(r => r.GoalBy < on))
        {
            yield return new(
                false,
                file,
                $"rules {rule.Id}",
                $"过期：目标日期{Day(rule.GoalBy!.Value)}已过，按本系统的解释继续执行"
            );
        }
        if (pack.Validity.Until <= on)
        {
            yield return new(false, file, "validUntil", $"过期：{Day(pack.Validity.Until)}起不再有效");
        }
        var grounds = pack.Groups.SelectMany(g => g.Grounds).ToList();
        var situations = grounds.ConvertAll(g => RequiredSituation(g.When));
        if (
            pack.Validity.Until == DateOnly.MaxValue
            && situations.Count > 0
            && situations.TrueForAll(s => s is not null)
        )
        {
            var kinds = string.Join("、", situations.Distinct().Select(s => dictionary.SituationName(s!)));
            yield return new(
                false,
                file,
                "validUntil",
                $"时效：{Day(pack.Document.Issued)}印发，没有写明终止日期，只在登记了{kinds}的地区和日期适用"
            );
        }
    }

    /// <summary>The situation without which a condition cannot hold; null when there is none.</summary>
    private static string? RequiredSituation(Condition condition) =>
        condition switch
        {
            Condition.SituationOpen open => open.Kind,
            Condition.All all => all.Parts.Select(RequiredSituation).FirstOrDefault(s => s is not null),
            _ => null,
        };

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
