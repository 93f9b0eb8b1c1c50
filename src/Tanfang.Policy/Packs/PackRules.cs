namespace Tanfang.Policy;

/// <summary>A pack made ready for evaluation: each rule with its place in the order and its stricter tiers.</summary>
internal sealed class PackRules
{
    public PackRules(PolicyPack pack, int order)
    {
        Pack = pack;
        Order = order;
        var rules = pack.Rules.Select((rule, index) => new CompiledRule(pack, rule, order * 1000 + index)).ToArray();
        foreach (var rule in rules)
        {
            rule.Stricter = [.. rules.Where(other => IsStricter(other, rule))];
        }
        Rules = rules;
    }

    public PolicyPack Pack { get; }

    public int Order { get; }

    public CompiledRule[] Rules { get; }

    /// <summary>Tiers of one group exclude each other; more visits a year is stricter, then fewer modes, then the file's order.</summary>
    private static bool IsStricter(CompiledRule otherCompiled, CompiledRule compiled)
    {
        var (other, rule) = (otherCompiled.Rule, compiled.Rule);
        if (ReferenceEquals(other, rule) || other.Tier is null || rule.Tier is null || other.Group != rule.Group)
        {
            return false;
        }
        var byCadence = (other.Cadence?.PerYear ?? 0).CompareTo(rule.Cadence?.PerYear ?? 0);
        var byModes = int.PopCount((int)rule.Modes).CompareTo(int.PopCount((int)other.Modes));
        return byCadence != 0 ? byCadence > 0
            : byModes != 0 ? byModes > 0
            : otherCompiled.Order < compiled.Order;
    }
}

/// <summary>A rule made ready for evaluation.</summary>
internal sealed class CompiledRule(PolicyPack pack, Rule rule, int order)
{
    private readonly Ground[] _group = [.. rule.Group.Grounds];
    private readonly Ground[] _grounds = [.. rule.Grounds];

    public PolicyPack Pack => pack;
    public Rule Rule => rule;

    /// <summary>Position among all rules: nation first, then by pack, then by file.</summary>
    public int Order => order;

    /// <summary>Rules of the same group that go before this one when they hold as well.</summary>
    public CompiledRule[] Stricter { get; set; } = [];

    /// <summary>True when the person belongs to the rule's people; consent and stricter tiers left aside.</summary>
    public bool Matches(in PersonOn person) =>
        Holds(_group, person)
        && (_grounds.Length == 0 || Holds(_grounds, person))
        && (!rule.Individual || person.Individual is not null);

    /// <summary>True when a stricter tier takes its place.</summary>
    public bool IsSuppressed(in PersonOn person)
    {
        foreach (var stricter in Stricter)
        {
            if (stricter.Matches(person))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The grounds that hold, first sufficient first.</summary>
    public List<Ground> GroundsFor(PersonOn person) =>
        [.. (_grounds.Length == 0 ? _group : _grounds).Where(g => g.When.Holds(person))];

    private static bool Holds(Ground[] grounds, in PersonOn person)
    {
        foreach (var ground in grounds)
        {
            if (ground.When.Holds(person))
            {
                return true;
            }
        }
        return false;
    }
}
