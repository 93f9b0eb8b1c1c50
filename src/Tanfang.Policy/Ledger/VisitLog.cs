namespace Tanfang.Policy;

/// <summary>What a record says of its visit, from the instant at which it is known.</summary>
internal readonly record struct VisitVersion(
    DateTimeOffset RecordedAt,
    Guid Record,
    DateOnly On,
    Modes Mode,
    bool Counts,
    IReadOnlyList<KnownSpan>? Here
)
{
    public bool IsHere(DateTimeOffset instant, DateTimeOffset end)
    {
        if (Here is null)
        {
            return true;
        }
        foreach (var span in Here)
        {
            if (span.Answers(instant, end))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>One visit with its corrections; goes by the id of its first record.</summary>
internal sealed class LoggedVisit(Guid id)
{
    public Guid Id => id;

    public List<VisitVersion> Versions { get; } = new(1);

    /// <summary>
    /// The visit as known at an instant, for an obligation that ends at <paramref name="end"/>; null when not yet known, when it
    /// counts for nothing, or when it was not this person's.
    /// </summary>
    public VisitVersion? CountingAt(DateTimeOffset instant, DateTimeOffset end) =>
        LastAt(instant) is { Counts: true } version && version.IsHere(instant, end) ? version : null;

    /// <summary>What the visit says at an instant, whoever's it is.</summary>
    public VisitVersion? LastAt(DateTimeOffset instant)
    {
        for (var i = Versions.Count - 1; i >= 0; i--)
        {
            if (Versions[i].RecordedAt <= instant)
            {
                return Versions[i];
            }
        }
        return null;
    }
}

/// <summary>The visits of one elder, found by day.</summary>
internal sealed class VisitLog
{
    private readonly List<(DateOnly On, LoggedVisit Visit)> _days;

    public VisitLog(IReadOnlyList<VisitFact> facts)
    {
        _days = new(facts.Count);
        var visits = new Dictionary<Guid, LoggedVisit>(facts.Count);
        foreach (var fact in facts)
        {
            var id = fact.Replaces ?? fact.Id;
            if (!visits.TryGetValue(id, out var visit))
            {
                visits[id] = visit = new LoggedVisit(id);
            }
            visit.Versions.Add(new(fact.RecordedAt, fact.Id, fact.HappenedOn, fact.Mode, fact.Counts, fact.Here));
        }
        foreach (var visit in visits.Values)
        {
            visit.Versions.Sort((a, b) => (a.RecordedAt, a.Record).CompareTo((b.RecordedAt, b.Record)));
            foreach (var version in visit.Versions)
            {
                _days.Add((version.On, visit));
            }
        }
        _days.Sort((a, b) => (a.On, a.Visit.Id).CompareTo((b.On, b.Visit.Id)));
    }

    /// <summary>True when a record still counts but belongs to another person since: not voided, parted.</summary>
    public bool IsElsewhere(Guid? visit, DateTimeOffset instant) =>
        _days.Find(d => d.Visit.Id == visit).Visit?.LastAt(instant) is { Counts: true, Here: not null };

    /// <summary>Adds the visits of which some version lies in the range, each once.</summary>
    public void Between(DayRange range, List<LoggedVisit> found)
    {
        for (var i = FirstOn(range.From); i < _days.Count && _days[i].On < range.Until; i++)
        {
            if (!found.Contains(_days[i].Visit))
            {
                found.Add(_days[i].Visit);
            }
        }
    }

    private int FirstOn(DateOnly day)
    {
        var (low, high) = (0, _days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _days[middle].On < day ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
