namespace Tanfang.Policy;

/// <summary>Reads the rules of a pack.</summary>
internal sealed class RuleReader(
    ParameterScope scope,
    ConditionReader conditions,
    CategoryDictionary dictionary,
    Func<Place, bool, Citation> cite,
    IReadOnlyList<TargetGroup> groups
)
{
    public List<Rule> Read(Place list, string pack)
    {
        var rules = new List<Rule>();
        foreach (var place in list.Items())
        {
            if (ReadRule(place, pack) is { } rule)
            {
                rules.Add(rule);
            }
        }
        return rules;
    }

    /// <summary>Null when the rule is switched off by its parameter (`inForce`) or names no group of the pack.</summary>
    private Rule? ReadRule(Place place, string pack)
    {
        if (
            !place.IsObject(
                "key",
                "name",
                "kind",
                "tier",
                "group",
                "grounds",
                "every",
                "atLeast",
                "modes",
                "windows",
                "monthlyRate",
                "individual",
                "goalBy",
                "inForce",
                "section",
                "quote",
                "further",
                "readings"
            )
        )
        {
            return null;
        }
        var groupKey = place["group"].Text();
        var group = groups.FirstOrDefault(g => g.Key == groupKey);
        if (group is null)
        {
            place["group"].Wrong($"没有对象组“{groupKey}”");
            return null;
        }
        var grounds = place["grounds"].Items().ConvertAll(g => PackReader.ReadGround(g, scope, conditions));
        var kind = place["kind"].Choice(Words.Kinds);
        var individual = place["individual"].Flag(otherwise: false);
        var inForce = place["inForce"].IsNull || scope.Setting(place["inForce"], otherwise: true);
        var cadence = ReadCadence(place, kind, individual);
        var modes = kind is RuleKind.Cadence or RuleKind.Extra ? ReadModes(place["modes"], scope) : Modes.None;
        var windows = place["windows"].Items().ConvertAll(ReadWindow);
        if (kind == RuleKind.Extra && windows.Count == 0)
        {
            place.Wrong("特殊时段规则要有 windows");
        }
        scope.Name(place["readings"]);
        var rule = new Rule(
            $"{pack}/{place["key"].Text()}",
            place["name"].Text(),
            kind,
            place["tier"].OptionalText(),
            group,
            grounds,
            cadence,
            modes,
            windows,
            place["monthlyRate"].Flag(otherwise: false),
            individual,
            place["goalBy"].OptionalDay(),
            cite(place, false),
            place["further"].Items().ConvertAll(f => cite(f, true)),
            scope.TakeUsed()
        );
        if (rule.MonthlyRate && rule.Cadence?.Every != Every.Month)
        {
            place["monthlyRate"].Wrong("计入月探访率的规则须按月");
        }
        return inForce ? rule : null;
    }

    private Cadence? ReadCadence(Place place, RuleKind kind, bool individual)
    {
        if (kind is RuleKind.Immediate or RuleKind.Attention || individual)
        {
            return null;
        }
        var every = place["every"].Choice(Words.Everies);
        if (kind == RuleKind.Cadence && every == Every.Situation)
        {
            place["every"].Wrong("只有特殊时段规则可以按时段");
        }
        return new Cadence(every, scope.Number(place["atLeast"], 1));
    }

    internal static Modes ReadModes(Place place, ParameterScope scope)
    {
        var modes = Modes.None;
        foreach (var (at, word) in scope.Keys(place))
        {
            var known = Array.FindIndex(Words.ModeWords, m => m.Word == word);
            if (known < 0)
            {
                at.Wrong($"不认识的探访方式“{word}”");
                continue;
            }
            modes |= Words.ModeWords[known].Meaning;
        }
        if (modes == Modes.None)
        {
            place.Wrong("至少要有一种探访方式");
        }
        return modes;
    }

    private Window ReadWindow(Place place)
    {
        place.IsObject("festivals", "situation", "daysBefore", "daysAfter", "openDays");
        var before = place["daysBefore"].IsNull ? 0 : scope.Number(place["daysBefore"], 0);
        var after = place["daysAfter"].IsNull ? 0 : scope.Number(place["daysAfter"], 0);
        var open = place["openDays"].IsNull ? 0 : scope.Number(place["openDays"], 1);
        if (!place["festivals"].IsNull)
        {
            return new(null, ReadFestivals(place["festivals"]), before, after, open);
        }
        var kind = place["situation"].Text();
        if (!dictionary.KnowsSituation(kind))
        {
            place["situation"].Wrong($"不认识的特殊时段“{kind}”");
        }
        return new(kind, null, before, after, open);
    }

    private List<Festival> ReadFestivals(Place place)
    {
        var festivals = new List<Festival>();
        foreach (var (at, word) in scope.Keys(place))
        {
            var known = Array.FindIndex(Words.Festivals, f => f.Word == word);
            if (known < 0)
            {
                at.Wrong($"不认识的节日“{word}”");
                continue;
            }
            festivals.Add(Words.Festivals[known].Meaning);
        }
        return festivals;
    }
}
