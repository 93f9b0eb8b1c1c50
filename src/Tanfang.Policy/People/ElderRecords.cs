namespace Tanfang.Policy;

/// <summary>An elder's history made ready: facts sorted by (On, RecordedAt), situations that can touch the elder.</summary>
internal sealed class ElderRecords
{
    private readonly List<Situation> _situations;
    private readonly IReadOnlyList<KnownSpan> _away;

    public ElderRecords(ElderHistory elder)
    {
        (BirthDate, _away) = (elder.BirthDate, elder.Away);
        Facts = [.. elder.Facts];
        Array.Sort(Facts, Compare);
        // A later version may have moved to another area: all versions of what ever touched the elder are kept.
        var touched = elder.Situations.Where(Touches).Select(s => s.Occasion).ToHashSet();
        _situations = [.. elder.Situations.Where(s => touched.Contains(s.Occasion))];
        _situations.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : CompareVersions(a, b));
    }

    public DateOnly BirthDate { get; }

    public Fact[] Facts { get; }

    /// <summary>The first day of the register; null when never enrolled.</summary>
    public DateOnly? FirstEnrolled
    {
        get
        {
            foreach (var fact in Facts)
            {
                if (fact.Kind == FactKind.Enrolled)
                {
                    return fact.On;
                }
            }
            return null;
        }
    }

    /// <summary>
    /// The instants up to <paramref name="now"/> at which what is known changes: something is recorded, or the day
    /// comes for something recorded ahead. Sorted, each once.
    /// </summary>
    public List<DateTimeOffset> Instants(DateTimeOffset now)
    {
        var instants = new List<DateTimeOffset>(4);
        foreach (var fact in Facts)
        {
            Add(fact.RecordedAt, fact.On);
        }
        foreach (var situation in _situations)
        {
            Add(situation.RecordedAt, situation.From);
        }
        foreach (var span in _away)
        {
            AddOne(span.From);
            AddOne(span.Until);
        }
        instants.Sort();
        return instants;

        void Add(DateTimeOffset recordedAt, DateOnly on)
        {
            AddOne(recordedAt);
            if (ChinaTime.Midnight(on) is var day && day > recordedAt)
            {
                AddOne(day);
            }
        }

        void AddOne(DateTimeOffset instant)
        {
            if (instant <= now && !instants.Contains(instant))
            {
                instants.Add(instant);
            }
        }
    }

    /// <summary>The day from which another file answers for the person, as known at an instant; null when none does.</summary>
    public DateOnly? AwayFrom(DateTimeOffset knownAt)
    {
        foreach (var span in _away)
        {
            if (span.Contains(knownAt))
            {
                return ChinaTime.DayOf(span.From);
            }
        }
        return null;
    }

    /// <summary>The last version of each situation recorded by then and begun by its day; cancelled ones left out.</summary>
    public List<Situation> SituationsKnown(DateTimeOffset knownAt, DateOnly today)
    {
        var known = new List<Situation>();
        foreach (var situation in _situations)
        {
            if (
                situation.RecordedAt <= knownAt
                && situation.From <= today
                && IsLastVersion(situation, knownAt)
                && !situation.Days.IsEmpty
            )
            {
                known.Add(situation);
            }
        }
        return known;
    }

    private bool IsLastVersion(Situation situation, DateTimeOffset knownAt)
    {
        foreach (var other in _situations)
        {
            if (
                other.Occasion == situation.Occasion
                && other.RecordedAt <= knownAt
                && CompareVersions(other, situation) > 0
            )
            {
                return false;
            }
        }
        return true;
    }

    private static int CompareVersions(Situation a, Situation b) =>
        a.RecordedAt != b.RecordedAt ? a.RecordedAt.CompareTo(b.RecordedAt) : string.CompareOrdinal(a.Id, b.Id);

    private bool Touches(Situation situation)
    {
        foreach (var fact in Facts)
        {
            if (
                fact.Kind == FactKind.Residence
                && fact.Division!.StartsWith(situation.Division, StringComparison.Ordinal)
            )
            {
                return true;
            }
        }
        return false;
    }

    private static int Compare(Fact a, Fact b)
    {
        var order = a.On.CompareTo(b.On);
        order = order != 0 ? order : a.RecordedAt.CompareTo(b.RecordedAt);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : string.CompareOrdinal(a.Category ?? a.Division, b.Category ?? b.Division);
        // Contradicting facts of one instant: any order will do, as long as it is always the same.
        return order != 0 ? order : Weight(a).CompareTo(Weight(b));
    }

    private static (int, int, int, int, int, int) Weight(Fact fact)
    {
        var rural = fact.Rural is { } known ? (known ? 2 : 1) : 0;
        var individual = fact.Individual;
        var every = individual is null ? -1 : (int)individual.Cadence.Every;
        return (
            (int?)fact.Reason ?? -1,
            (int?)fact.Wish ?? -1,
            rural,
            every,
            individual?.Cadence.AtLeast ?? 0,
            (int?)individual?.Modes ?? 0
        );
    }
}
