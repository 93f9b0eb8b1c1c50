namespace Tanfang.Policy;

/// <summary>An elder who is overdue (逾期).</summary>
/// <param name="Since">`until` of the first of the unbroken run of missed obligations.</param>
/// <param name="Rule">The rule of that run: packId/ruleKey.</param>
public sealed record Overdue(DateOnly Since, string Rule)
{
    /// <summary>Days overdue on <paramref name="today"/>; 0 on the first day after the missed period.</summary>
    public int Days(DateOnly today) => today.DayNumber - Since.DayNumber;

    /// <summary>
    /// Overdue as of an instant: the earliest obligation missed as of then without a visit in one of its modes, known
    /// by then, on or after its end. On the days of a substitution its modes count, too. Null when there is none, and
    /// for people who have left or refused: a duty that nobody has any more cannot be overdue.
    /// </summary>
    public static Overdue? Of(
        PolicySet policies,
        ElderHistory elder,
        IReadOnlyList<VisitFact> visits,
        IReadOnlyList<LedgerEntry> obligations,
        DateTimeOffset asOf
    )
    {
        Overdue? earliest = null;
        Standing? standing = null;
        var log = new VisitLog(visits);
        foreach (var obligation in obligations)
        {
            var row = obligation.Row;
            if (row.OpenedAt > asOf || obligation.StateAsOf(asOf) != OutcomeKind.Missed || !IsEarlier(row, earliest))
            {
                continue;
            }
            standing ??= new Standing(policies, elder, asOf);
            if (standing.HasDuties && !standing.VisitedSince(row, log))
            {
                earliest = new Overdue(row.Until, row.Key.Rule);
            }
        }
        return earliest;
    }

    private static bool IsEarlier(ObligationRow row, Overdue? earliest) =>
        earliest is null
        || row.Until < earliest.Since
        || (row.Until == earliest.Since && string.CompareOrdinal(row.Key.Rule, earliest.Rule) < 0);

    /// <summary>The elder as known at the instant.</summary>
    private sealed class Standing
    {
        private readonly DateTimeOffset _asOf;
        private readonly Epoch _epoch;

        public Standing(PolicySet policies, ElderHistory elder, DateTimeOffset asOf)
        {
            _asOf = asOf;
            var today = ChinaTime.DayOf(asOf);
            var records = new ElderRecords(elder);
            var first = records.FirstEnrolled is { } enrolled && enrolled < today ? enrolled : today;
            var timeline = Timeline.Build(policies, records, asOf, new DayRange(first, today.AddDays(1)));
            _epoch = new Epoch(policies, asOf, timeline, []);
            var person = timeline.At(today)!.Value.Person;
            HasDuties = person.Enrolled && person.Consent != Consent.Refused;
        }

        public bool HasDuties { get; }

        public bool VisitedSince(ObligationRow row, VisitLog log)
        {
            var later = new List<LoggedVisit>();
            log.Between(new DayRange(row.Until, DateOnly.MaxValue), later);
            foreach (var visit in later)
            {
                if (visit.CountingAt(_asOf, DateTimeOffset.MaxValue) is not { } version || version.On < row.Until)
                {
                    continue;
                }
                if (((row.Modes | _epoch.SubstitutedOn(version.On)) & version.Mode) != 0)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
