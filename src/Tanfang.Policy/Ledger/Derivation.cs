namespace Tanfang.Policy;

/// <summary>Derives the obligations that one elder's knowledge gives rise to.</summary>
internal sealed class Derivation(Knowledge knowledge)
{
    private readonly List<Epoch> _epochs = knowledge.Epochs;
    private readonly Occurrence[] _byEpoch = new Occurrence[knowledge.Epochs.Count];

    public List<DerivedObligation> Obligations { get; } = [];

    public void Run()
    {
        for (var rule = 0; rule < knowledge.Rules.Count; rule++)
        {
            if (knowledge.Rules[rule].Rule.Kind == RuleKind.Extra)
            {
                DeriveExtra(rule);
            }
            else if (knowledge.Rules[rule].Rule.Individual)
            {
                foreach (var every in IndividualUnits(rule))
                {
                    DeriveCadence(rule, every);
                }
            }
            else
            {
                DeriveCadence(rule, knowledge.Rules[rule].Rule.Cadence!.Value.Every);
            }
        }
    }

    private void DeriveCadence(int rule, Every every)
    {
        if (EverMember(rule) is not { } member)
        {
            return;
        }
        var days = member.Intersect(knowledge.Span);
        for (var day = days.From; day < days.Until; )
        {
            var occurrence = Occurrences.Of(knowledge.Rules[rule], every, day);
            Array.Fill(_byEpoch, occurrence);
            Derive(rule, every, occurrence.Occasion, occurrence.PeriodFrom);
            day = Periods.Containing(every, day).Until;
        }
    }

    private void DeriveExtra(int rule)
    {
        if (EverMember(rule) is null)
        {
            return;
        }
        var compiled = knowledge.Rules[rule];
        var windows = _epochs.ConvertAll(e => Occurrences.Of(compiled, knowledge.Policies, e.Timeline, knowledge.Span));
        foreach (
            var (occasion, periodFrom) in windows.SelectMany(w => w).Select(o => (o.Occasion, o.PeriodFrom)).Distinct()
        )
        {
            for (var e = 0; e < _epochs.Count; e++)
            {
                _byEpoch[e] = windows[e].Find(o => o.Occasion == occasion && o.PeriodFrom == periodFrom);
            }
            Derive(rule, compiled.Rule.Cadence!.Value.Every, occasion, periodFrom);
        }
    }

    private void Derive(int rule, Every every, string occasion, DateOnly periodFrom)
    {
        DerivedObligation? derived = null;
        for (var e = 0; e < _epochs.Count; e++)
        {
            var (epoch, occurrence) = (_epochs[e], _byEpoch[e]);
            if (derived is null)
            {
                var superseded = e + 1 < _epochs.Count ? _epochs[e + 1].At : DateTimeOffset.MaxValue;
                if (First(rule, epoch, occurrence) is { } first && first.At < superseded)
                {
                    var key = new ObligationKey(knowledge.Rules[rule].Rule.Id, occasion, periodFrom);
                    derived = new(key, rule, knowledge.Rules[rule].Rule, every, first);
                }
            }
            else if (epoch.At < derived.EndsAt)
            {
                derived.Change(Next(rule, epoch, occurrence, derived.Last));
            }
            else
            {
                JudgeAtEnd(derived, _epochs[e - 1]);
                derived.Judge(epoch.At, Excuse(rule, epoch, occurrence, derived.Last));
            }
        }
        if (derived is not null)
        {
            JudgeAtEnd(derived, _epochs[^1]);
            Obligations.Add(derived);
        }
    }

    /// <summary>The row as an epoch would open it; null when it would not, or only after now or after its end.</summary>
    private ObligationVersion? First(int rule, Epoch epoch, in Occurrence occurrence)
    {
        var reading = epoch.Read(rule, occurrence);
        var from = reading.From;
        if (reading.Concern != Concern.Due)
        {
            if (
                !knowledge.Rules[rule].Rule.MonthlyRate
                || MemberFrom(epoch.Days(rule), occurrence.Days) is not { } member
            )
            {
                return null;
            }
            from = member;
        }
        var midnight = ChinaTime.Midnight(from);
        var at = midnight > epoch.At ? midnight : epoch.At;
        if (at > knowledge.Now || at >= ChinaTime.Midnight(occurrence.Days.Until))
        {
            return null;
        }
        return Version(rule, epoch, occurrence, reading, at, from);
    }

    private ObligationVersion Next(int rule, Epoch epoch, in Occurrence occurrence, in ObligationVersion last)
    {
        if (occurrence.Days.IsEmpty)
        {
            return last with { At = epoch.At, Why = Whys.NoLongerApplies };
        }
        var reading = epoch.Read(rule, occurrence);
        var next = Version(rule, epoch, occurrence, reading, epoch.At, reading.From);
        if (last.Why is null && epoch.IsMerelyStricter(rule, occurrence, reading.Concern))
        {
            return last with { At = epoch.At, CountedIn = next.CountedIn };
        }
        // What is not due keeps the days it had.
        return reading.Concern == Concern.Due
            ? next
            : next with
            {
                From = last.From,
                AtLeast = last.AtLeast,
                Modes = last.Modes,
            };
    }

    private ObligationVersion Version(
        int rule,
        Epoch epoch,
        in Occurrence occurrence,
        in DueReading reading,
        DateTimeOffset at,
        DateOnly from
    )
    {
        var due = reading.Concern == Concern.Due;
        var cadence = due ? reading.Cadence : knowledge.Rules[rule].Rule.Cadence ?? new(Every.Month, 1);
        var modes = due ? reading.Modes : knowledge.Rules[rule].Rule.Modes;
        var division = epoch.Timeline.At(occurrence.Days.LastDay)!.Value.Person.Division;
        return new(
            at,
            due ? null : epoch.WhyNot(rule, occurrence, reading.Concern),
            from,
            occurrence.Days.Until,
            cadence.AtLeast,
            modes | Modes.OnSite,
            division
        );
    }

    private static void JudgeAtEnd(DerivedObligation derived, Epoch atEnd)
    {
        if (derived.Verdicts.Count == 0)
        {
            var days = new DayRange(derived.Last.From, derived.Last.Until);
            derived.Judge(derived.EndsAt, atEnd.Timeline.InHospitalThroughout(days) ? Whys.Hospital : null);
        }
    }

    private static string? Excuse(int rule, Epoch epoch, in Occurrence occurrence, in ObligationVersion last)
    {
        var reading = epoch.Read(rule, occurrence);
        if (reading.Concern != Concern.Due && !epoch.IsMerelyStricter(rule, occurrence, reading.Concern))
        {
            return epoch.WhyNot(rule, occurrence, reading.Concern);
        }
        return epoch.Timeline.InHospitalThroughout(new(last.From, last.Until)) ? Whys.Hospital : null;
    }

    private DayRange? EverMember(int rule)
    {
        DayRange? ever = null;
        foreach (var epoch in _epochs)
        {
            foreach (var range in epoch.Days(rule).Member)
            {
                ever = ever is not { } so
                    ? range.Days
                    : new(Min(so.From, range.Days.From), Max(so.Until, range.Days.Until));
            }
        }
        return ever;
    }

    private static DateOnly? MemberFrom(RuleDays days, DayRange period)
    {
        foreach (var range in days.Member)
        {
            if (range.Days.Intersect(period) is { IsEmpty: false } shared)
            {
                return shared.From;
            }
        }
        return null;
    }

    private List<Every> IndividualUnits(int rule) =>
        [.. _epochs.SelectMany(e => e.Days(rule).Duty).Select(d => d.Individual!.Cadence.Every).Distinct().Order()];

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
