namespace Tanfang.Policy;

/// <summary>Days on which a rule asks something of a person, joined; with the individual cadence when it is one.</summary>
internal readonly record struct RuleRange(DayRange Days, IndividualCadence? Individual);

/// <summary>
/// On which days one rule counts a person (Member: whatever the wish) and asks for something (Duty), by one timeline.
/// </summary>
internal sealed class RuleDays
{
    private RuleDays(CompiledRule rule) => Rule = rule;

    public CompiledRule Rule { get; }

    public List<RuleRange> Member { get; } = [];

    /// <summary>Days of membership without a refusal, also those on which a stricter tier takes the rule's place.</summary>
    public List<RuleRange> Willing { get; } = [];

    public List<RuleRange> Duty { get; } = [];

    public static RuleDays Of(CompiledRule rule, Timeline timeline, int elderAge)
    {
        var days = new RuleDays(rule);
        DayRange? carried = null;
        foreach (var segment in timeline.Segments)
        {
            var person = segment.Person;
            if (!Counts(rule, segment, elderAge))
            {
                carried = null;
                continue;
            }
            Join(days.Member, segment.Days, null);
            if (person.Consent == Consent.Refused)
            {
                carried = null;
                continue;
            }
            Join(days.Willing, segment.Days, null);
            if (!rule.IsSuppressed(person))
            {
                Join(days.Duty, segment.Days, rule.Rule.Individual ? person.Individual : null);
                carried = null;
            }
            else
            {
                carried ??= days.RestOfPeriod(segment.Days.From);
                days.Carry(carried.Value.Intersect(segment.Days));
            }
        }
        return days;
    }

    /// <summary>The joined days of duty that hold a day; null when none do.</summary>
    public RuleRange? DutyOn(DateOnly day) => Find(Duty, day);

    /// <summary>True when the person is a member and has not refused on a day, whatever the tier.</summary>
    public bool IsWilling(DateOnly day) => Find(Willing, day) is not null;

    /// <summary>The joined days of membership that hold a day; null when none do.</summary>
    public RuleRange? MemberOn(DateOnly day) => Find(Member, day);

    /// <summary>True when the rule's pack is in force where the person lives, and counts the person.</summary>
    public static bool Counts(CompiledRule rule, in Segment segment, int elderAge)
    {
        var person = segment.Person;
        return person.Enrolled
            && person.Age >= elderAge
            && rule.Pack.Validity.Contains(segment.Days.From)
            && rule.Pack.Covers(person.Division)
            && rule.Matches(person);
    }

    /// <summary>
    /// A stricter tier begins: what was open under this one stays to the end of its period, so that becoming worse off
    /// in mid-period never takes a visit away.
    /// </summary>
    private DayRange RestOfPeriod(DateOnly strictFrom)
    {
        var running = Duty.Count > 0 && Duty[^1].Days.Until == strictFrom;
        if (!running || Rule.Rule.Cadence is not { } cadence)
        {
            return default;
        }
        var period = Periods.Containing(cadence.Every, strictFrom);
        return period.From < strictFrom ? new(strictFrom, period.Until) : default;
    }

    private void Carry(DayRange days)
    {
        if (!days.IsEmpty)
        {
            Join(Duty, days, null);
        }
    }

    private static void Join(List<RuleRange> ranges, DayRange days, IndividualCadence? individual)
    {
        if (ranges.Count > 0 && ranges[^1] is var last && last.Days.Until == days.From && last.Individual == individual)
        {
            ranges[^1] = new(new(last.Days.From, days.Until), individual);
            return;
        }
        ranges.Add(new(days, individual));
    }

    private static RuleRange? Find(List<RuleRange> ranges, DateOnly day)
    {
        foreach (var range in ranges)
        {
            if (range.Days.Contains(day))
            {
                return range;
            }
        }
        return null;
    }
}
