namespace Tanfang.Policy;

/// <summary>What a record says of its visit, from the instant at which it is known.</summary>
internal readonly record struct VisitVersion(
    DateTimeOffset RecordedAt,
    Guid Record,
    DateOnly On,
    Modes Mode,
    bool Counts
);

/// <summary>One visit with its corrections; goes by the id of its first record.</summary>
internal sealed class LoggedVisit(Guid id)
{
    public Guid Id => id;

    public List<VisitVersion> Versions { get; } = new(1);

    /// <summary>The visit as known at an instant; null when not yet known, or when it then counts for nothing.</summary>
    public VisitVersion? CountingAt(DateTimeOffset instant)
    {
        for (var i = Versions.Count - 1; i >= 0; i--)
        {
            if (Versions[i].RecordedAt <= instant)
            {
                return Versions[i].Counts ? Versions[i] : null;
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
            visit.Versions.Add(new(fact.RecordedAt, fact.Id, fact.HappenedOn, fact.Mode, fact.Counts));
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
