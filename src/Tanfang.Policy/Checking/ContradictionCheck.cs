namespace Tanfang.Policy;

/// <summary>What would make a pack contradict itself: more hardship must never mean less care.</summary>
internal static class ContradictionCheck
{
    public static IEnumerable<Finding> Of(PolicyPack pack)
    {
        var file = pack.Id + ".json";
        foreach (var (place, ground) in Grounds(pack))
        {
            if (NegatesPerson(ground.When, negated: false))
            {
                yield return new(
                    true,
                    file,
                    place,
                    $"“{ground.Name}”用 not 排除了类别、年龄、居住地或特殊时段：多一重困难反而会少一项探访"
                );
            }
        }
        foreach (var strict in pack.Rules.Where(r => r.Tier is not null))
        {
            foreach (var loose in pack.Rules.Where(r => r.Tier is not null && r != strict && r.Group == strict.Group))
            {
                if (IsStricterButWeaker(strict, loose))
                {
                    yield return new(
                        true,
                        file,
                        $"rules {strict.Id}",
                        $"比“{loose.Name}”更严，次数或方式却不能保证后者"
                    );
                }
            }
        }
    }

    public static IEnumerable<(string Place, Ground Ground)> Grounds(PolicyPack pack) =>
        pack
            .Groups.SelectMany(g => g.Grounds.Select(ground => ($"groups {g.Key}", ground)))
            .Concat(pack.Rules.SelectMany(r => r.Grounds.Select(ground => ($"rules {r.Id}", ground))));

    private static bool NegatesPerson(Condition condition, bool negated) =>
        condition switch
        {
            Condition.Not not => NegatesPerson(not.Part, !negated),
            Condition.All all => all.Parts.Any(p => NegatesPerson(p, negated)),
            Condition.Any any => any.Parts.Any(p => NegatesPerson(p, negated)),
            Condition.Setting => false,
            _ => negated,
        };

    private static bool IsStricterButWeaker(Rule strict, Rule loose)
    {
        if (strict.Cadence is not { } often || loose.Cadence is not { } seldom || often.PerYear <= seldom.PerYear)
        {
            return false;
        }
        var widensModes = (strict.Modes & ~loose.Modes & ~Modes.OnSite) != 0;
        return widensModes || often.AtLeast * WholePeriodsIn(seldom.Every, often.Every) < seldom.AtLeast;
    }

    /// <summary>How many whole periods at least lie in every longer one.</summary>
    private static int WholePeriodsIn(Every longer, Every shorter) =>
        (longer, shorter) switch
        {
            _ when longer == shorter => 1,
            (Every.Week, Every.Day) => 7,
            (Every.Month, Every.Day) => 28,
            (Every.Quarter, Every.Day) => 90,
            (Every.Month, Every.Week) => 3,
            (Every.Quarter, Every.Week) => 11,
            (Every.Quarter, Every.Month) => 3,
            _ => 0,
        };
}
