namespace Tanfang.Policy;

/// <summary>Answers for one person and one day, by one timeline.</summary>
internal sealed class DayExplanation
{
    private readonly PolicySet _policies;
    private readonly Timeline _timeline;
    private readonly DateOnly _day;
    private readonly Segment _segment;
    private readonly List<PackRules> _covering = [];
    private readonly DayNotes _notes;
    private readonly List<Duty> _duties = [];

    public DayExplanation(
        PolicySet policies,
        ElderRecords records,
        DateTimeOffset knownAt,
        Timeline timeline,
        DateOnly day
    )
    {
        (_policies, _timeline, _day) = (policies, timeline, day);
        _segment = timeline.At(day)!.Value;
        policies.Covering(_segment.Person.Division, _covering);
        _covering.RemoveAll(p => !p.Pack.Validity.Contains(day));
        _notes = new DayNotes(policies, records, knownAt, _segment.Person, day);
    }

    public Explanation Answer()
    {
        if (!_notes.CanBeCounted())
        {
            return new(false, [], _notes.All);
        }
        var counting = _covering.FindAll(p => p.Pack.Groups.Any(IsIn));
        if (_segment.Person.Consent == Consent.Refused && counting.Count > 0)
        {
            _notes.Refused(_covering);
            return new(true, [], _notes.All);
        }
        _notes.Wish();
        foreach (var pack in _covering)
        {
            if (!counting.Contains(pack))
            {
                _notes.NotCounted(pack.Pack);
                continue;
            }
            foreach (var rule in pack.Rules)
            {
                Consider(rule);
            }
        }
        _notes.Residence(_covering);
        _notes.OtherTimes();
        return new(counting.Count > 0, _duties, _notes.All);
    }

    private bool IsIn(TargetGroup group) => group.Grounds.Any(g => g.When.Holds(_segment.Person));

    private void Consider(CompiledRule rule)
    {
        if (!RuleDays.Counts(rule, _segment, _policies.Engine.ElderAge))
        {
            return;
        }
        var days = RuleDays.Of(rule, _timeline, _policies.Engine.ElderAge);
        if (days.DutyOn(_day) is not { } range)
        {
            _notes.StricterTier(rule, _segment.Person);
            return;
        }
        if (rule.IsSuppressed(_segment.Person))
        {
            _notes.LooserTierRuns(rule);
        }
        switch (rule.Rule.Kind)
        {
            case RuleKind.Cadence:
                Periodic(
                    days,
                    Occurrences.Of(rule, (range.Individual?.Cadence ?? rule.Rule.Cadence!.Value).Every, _day)
                );
                break;
            case RuleKind.Extra:
                Windows(days);
                break;
            default:
                Add(rule, null, null, []);
                break;
        }
    }

    private void Periodic(RuleDays days, Occurrence occurrence)
    {
        var reading = DueReading.Of(days, occurrence, _day, _policies.Engine.NewInPeriodPercent);
        if (reading.Concern == Concern.Due)
        {
            Add(days.Rule, reading, occurrence.Days, []);
            return;
        }
        var next = Occurrences.Of(days.Rule, reading.Cadence.Every, occurrence.Days.Until);
        _notes.NotYetDue(days.Rule.Rule, occurrence.Days, reading.From, next.Days);
        var later = DueReading.Of(days, next, next.Days.From, _policies.Engine.NewInPeriodPercent);
        if (later.Concern == Concern.Due)
        {
            Add(days.Rule, later, next.Days, [_policies.Engine.Of("newInPeriodPercent")]);
        }
    }

    private void Windows(RuleDays days)
    {
        var windows = Occurrences.Of(days.Rule, _policies, _timeline, new(_day, _day.AddDays(1)));
        if (windows.Count == 0)
        {
            _notes.NoWindow(days.Rule.Rule);
        }
        foreach (var window in windows)
        {
            var reading = DueReading.Of(days, window, _day, _policies.Engine.NewInPeriodPercent);
            if (reading.Concern == Concern.Due)
            {
                Add(days.Rule, reading, window.Days, [_policies.Engine.Of("extraIsAdditional")]);
            }
            else
            {
                _notes.NotYetDue(days.Rule.Rule, window.Days, reading.From, null);
            }
        }
    }

    private void Add(CompiledRule compiled, DueReading? due, DayRange? days, IEnumerable<Parameter> further)
    {
        var rule = compiled.Rule;
        var grounds = compiled.GroundsFor(_segment.Person);
        _notes.FurtherGrounds(rule, grounds);
        var readings = rule.Readings.Concat(grounds[0].Readings).Concat(further);
        if (due is { Short: true })
        {
            readings = readings.Append(_policies.Engine.Of("newInPeriodPercent"));
        }
        var (modes, substitution) = Substituted(due?.Modes ?? Modes.None);
        _duties.Add(
            new Duty(
                rule.Id,
                rule.Kind,
                rule.Tier,
                due?.Cadence,
                modes,
                due is null ? null : new DayRange(due.Value.From, days!.Value.Until),
                due is { Short: true },
                rule.Duty,
                Sentence(readings),
                [grounds[0].Name],
                substitution
            )
        );
    }

    private (Modes Modes, SubstitutionApplied? Applied) Substituted(Modes modes)
    {
        SubstitutionApplied? applied = null;
        if (modes != Modes.None)
        {
            foreach (var open in Situated.Substitutions(_policies, _covering, _segment))
            {
                applied =
                    (modes & open.Accepts) == open.Accepts ? applied : new(open.Citation, Sentence(open.Readings));
                modes |= open.Accepts;
            }
        }
        return (modes, applied);
    }

    private static string? Sentence(IEnumerable<Parameter> readings)
    {
        var answers = readings.Distinct().Select(r => r.Answered).ToList();
        return answers.Count == 0 ? null : $"本系统的解释：{string.Join("；", answers)}。";
    }
}
