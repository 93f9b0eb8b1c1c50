namespace Tanfang.Policy;

/// <summary>
/// The rules of one day, made ready to be asked about many people: which of them ask something of a person, without
/// the reasons. The same conditions as <see cref="Explain"/>; by the person's state alone, so the days after a spell of
/// bad weather, which depend on history, are not seen. Not for use by several threads at once.
/// </summary>
public sealed class DayRules
{
    private readonly PolicySet _policies;
    private readonly DateOnly _day;
    private readonly Dictionary<string, CompiledRule[]> _byDivision = [];

    /// <summary>Prepares the rules in force on <paramref name="day"/>.</summary>
    public DayRules(PolicySet policies, DateOnly day)
    {
        (_policies, _day) = (policies, day);
    }

    /// <summary>Number of rules that ask something of the person.</summary>
    public int Count(in PersonOn person)
    {
        if (!person.Enrolled || person.Consent == Consent.Refused || person.Age < _policies.Engine.ElderAge)
        {
            return 0;
        }
        var count = 0;
        foreach (var rule in RulesIn(person.Division))
        {
            if (IsOpen(rule.Rule, person) && rule.Matches(person) && !rule.IsSuppressed(person))
            {
                count++;
            }
        }
        return count;
    }

    private CompiledRule[] RulesIn(string division)
    {
        if (!_byDivision.TryGetValue(division, out var rules))
        {
            var packs = new List<PackRules>();
            _policies.Covering(division, packs);
            packs.RemoveAll(p => !p.Pack.Validity.Contains(_day));
            _byDivision[division] = rules = [.. packs.SelectMany(p => p.Rules).Where(MayBeOpen)];
        }
        return rules;
    }

    /// <summary>Leaves out extras by festivals on days that are in no window of theirs.</summary>
    private bool MayBeOpen(CompiledRule rule) =>
        rule.Rule.Kind != RuleKind.Extra || rule.Rule.Windows.Any(w => w.Situation is not null || InFestival(w));

    private bool IsOpen(Rule rule, in PersonOn person)
    {
        if (rule.Kind != RuleKind.Extra)
        {
            return true;
        }
        foreach (var window in rule.Windows)
        {
            var open = window.Situation is { } kind
                ? (person.Situations & _policies.Dictionary.SituationBit(kind)) != 0
                : InFestival(window);
            if (open)
            {
                return true;
            }
        }
        return false;
    }

    private bool InFestival(Window window)
    {
        for (var year = _day.Year; year <= _day.Year + 1; year++)
        {
            foreach (var festival in window.Festivals!)
            {
                var on = Festivals.DayOf(festival, year);
                if (_day >= on?.AddDays(-window.DaysBefore) && _day <= on?.AddDays(window.DaysAfter))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
