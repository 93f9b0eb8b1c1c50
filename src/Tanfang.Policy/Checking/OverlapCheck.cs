namespace Tanfang.Policy;

/// <summary>Cadences that hold for the same people at once: no fault, but worth knowing (P1, P2 and P6, for example).</summary>
internal static class OverlapCheck
{
    public static IEnumerable<Finding> Of(IReadOnlyList<PolicyPack> packs)
    {
        var rules = packs
            .SelectMany(p => p.Rules.Where(r => r.Kind == RuleKind.Cadence && !r.Individual).Select(r => (p, r)))
            .ToList();
        for (var i = 0; i < rules.Count; i++)
        {
            for (var j = i + 1; j < rules.Count; j++)
            {
                var ((pack, rule), (otherPack, other)) = (rules[i], rules[j]);
                var exclusive = rule.Tier is not null && other.Tier is not null && rule.Group == other.Group;
                var nested = pack.Covers(otherPack.Division) || otherPack.Covers(pack.Division);
                if (nested && !exclusive && Categories(rule).Intersect(Categories(other)).Any())
                {
                    yield return new(
                        false,
                        otherPack.Id + ".json",
                        $"rules {other.Id}",
                        $"重叠：与 {rule.Id} 可同时适用于同一人，一次探访可以同时完成两项"
                    );
                }
            }
        }
    }

    private static HashSet<string> Categories(Rule rule) =>
        [.. (rule.Grounds.Count > 0 ? rule.Grounds : rule.Group.Grounds).SelectMany(g => Keys(g.When))];

    internal static IEnumerable<string> Keys(Condition condition) =>
        condition switch
        {
            Condition.AnyCategory any => any.Keys,
            Condition.All all => all.Parts.SelectMany(Keys),
            Condition.Any any => any.Parts.SelectMany(Keys),
            Condition.Not not => Keys(not.Part),
            _ => [],
        };
}
