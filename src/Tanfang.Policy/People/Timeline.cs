namespace Tanfang.Policy;

/// <summary>Days on which nothing about a person changes.</summary>
internal readonly record struct Segment(DayRange Days, PersonOn Person);

/// <summary>
/// One elder's days as known at one instant: the days on which anything changes cut the calendar, and on each piece
/// the person is constant.
/// </summary>
internal sealed class Timeline
{
    private readonly List<Segment> _segments;

    private Timeline(List<Segment> segments, List<Situation> situations) =>
        (_segments, Situations) = (segments, situations);

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Situations known then, the last version of each, that may touch the elder.</summary>
    public List<Situation> Situations { get; }

    /// <summary>The piece that holds a day; null outside the horizon.</summary>
    public Segment? At(DateOnly day)
    {
        foreach (var segment in _segments)
        {
            if (segment.Days.Contains(day))
            {
                return segment;
            }
        }
        return null;
    }

    /// <summary>True when the person is in hospital on every day of the range.</summary>
    public bool InHospitalThroughout(DayRange days)
    {
        var covered = 0;
        foreach (var segment in _segments)
        {
            var shared = segment.Days.Intersect(days);
            if (shared.IsEmpty)
            {
                continue;
            }
            if (!segment.Person.InHospital)
            {
                return false;
            }
            covered += shared.Days;
        }
        return covered == days.Days && covered > 0;
    }

    /// <summary>Builds the days of <paramref name="horizon"/>.</summary>
    /// <param name="policies">Whose ages and validities cut the calendar.</param>
    /// <param name="records">The elder's records, sorted.</param>
    /// <param name="knownAt">Only what was recorded by then, and dated by its day.</param>
    /// <param name="horizon">The days wanted.</param>
    public static Timeline Build(PolicySet policies, ElderRecords records, DateTimeOffset knownAt, DayRange horizon)
    {
        var today = ChinaTime.DayOf(knownAt);
        var situations = records.SituationsKnown(knownAt, today);
        var away = records.AwayFrom(knownAt);
        var cuts = Cuts(policies, records, situations, knownAt, today, horizon);
        var segments = new List<Segment>(cuts.Count);
        var fold = new PersonFold(policies.Dictionary);
        var next = 0;
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var days = new DayRange(cuts[i], cuts[i + 1]);
            for (; next < records.Facts.Length && records.Facts[next].On <= days.From; next++)
            {
                if (records.Facts[next].RecordedAt <= knownAt)
                {
                    fold.Add(records.Facts[next]);
                }
            }
            segments.Add(new(days, fold.On(days.From, records.BirthDate, situations, away <= days.From)));
        }
        return new Timeline(segments, situations);
    }

    private static List<DateOnly> Cuts(
        PolicySet policies,
        ElderRecords records,
        List<Situation> situations,
        DateTimeOffset knownAt,
        DateOnly today,
        DayRange horizon
    )
    {
        var cuts = new List<DateOnly>(16) { horizon.From, horizon.Until };
        foreach (var fact in records.Facts)
        {
            if (fact.RecordedAt <= knownAt && fact.On <= today)
            {
                Add(fact.On);
            }
        }
        if (records.AwayFrom(knownAt) is { } away)
        {
            Add(away);
        }
        foreach (var age in policies.Ages)
        {
            Add(Ages.Birthday(records.BirthDate, age));
        }
        foreach (var day in policies.Validities)
        {
            Add(day);
        }
        foreach (var situation in situations)
        {
            Add(situation.From);
            Add(situation.Days.Until);
        }
        cuts.Sort();
        Distinct(cuts);
        return cuts;

        void Add(DateOnly day)
        {
            if (day > horizon.From && day < horizon.Until)
            {
                cuts.Add(day);
            }
        }
    }

    private static void Distinct(List<DateOnly> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i] != sorted[kept - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }
        sorted.RemoveRange(kept, sorted.Count - kept);
    }
}
