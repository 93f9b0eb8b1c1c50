namespace Tanfang.Policy;

/// <summary>What was known of an elder from one instant until the next at which something was learnt.</summary>
internal sealed class Epoch
{
    private readonly PolicySet _policies;
    private readonly RuleDays[] _days;

    public Epoch(PolicySet policies, DateTimeOffset at, Timeline timeline, List<CompiledRule> rules)
    {
        (_policies, At, Timeline) = (policies, at, timeline);
        _days = new RuleDays[rules.Count];
        for (var i = 0; i < rules.Count; i++)
        {
            _days[i] = RuleDays.Of(rules[i], timeline, policies.Engine.ElderAge);
        }
    }

    public DateTimeOffset At { get; }

    public Timeline Timeline { get; }

    public RuleDays Days(int rule) => _days[rule];

    /// <summary>What the occurrence asks by what is known here; the duty must hold on its last day.</summary>
    public DueReading Read(int rule, in Occurrence occurrence) =>
        occurrence.Days.IsEmpty
            ? default
            : DueReading.Of(_days[rule], occurrence, occurrence.Days.LastDay, _policies.Engine.NewInPeriodPercent);

    /// <summary>
    /// True when only a stricter tier has taken the rule's place. What is open under the looser one then stays: a
    /// category that becomes known late opens nothing in ended weeks, so it must not take the month away either.
    /// </summary>
    public bool IsMerelyStricter(int rule, in Occurrence occurrence, Concern concern) =>
        concern == Concern.None
        && !occurrence.Days.IsEmpty
        && _days[rule].Rule.Stricter.Length > 0
        && _days[rule].IsWilling(occurrence.Days.LastDay);

    /// <summary>Why an occurrence that is not due is not.</summary>
    public string WhyNot(int rule, in Occurrence occurrence, Concern concern)
    {
        if (concern == Concern.NotYetDue)
        {
            return Whys.NotYetDue;
        }
        if (occurrence.Days.IsEmpty || Timeline.At(occurrence.Days.LastDay) is not { } last)
        {
            return Whys.NoLongerApplies;
        }
        if (last.Person.Left is { } reason)
        {
            return Whys.Left(reason);
        }
        var member = _days[rule].MemberOn(occurrence.Days.LastDay) is not null;
        return member && last.Person.Consent == Consent.Refused ? Whys.Refused : Whys.NoLongerApplies;
    }

    /// <summary>The modes that further fulfil on a day, by the substitutions open where the elder lives.</summary>
    public Modes SubstitutedOn(DateOnly day)
    {
        var modes = Modes.None;
        if (Timeline.Situations.Count > 0 && Timeline.At(day) is { } segment && segment.Person.Situations != 0)
        {
            var covering = new List<PackRules>();
            _policies.Covering(segment.Person.Division, covering);
            foreach (var open in Situated.Substitutions(_policies, covering, segment))
            {
                modes |= open.Accepts;
            }
        }
        return modes;
    }
}
