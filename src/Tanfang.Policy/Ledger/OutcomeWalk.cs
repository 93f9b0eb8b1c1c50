namespace Tanfang.Policy;

/// <summary>What an obligation has become at an instant; two that are equal need no new outcome.</summary>
internal readonly record struct OutcomeState(
    OutcomeKind Kind,
    Guid? Visit,
    DateOnly? HappenedOn,
    bool OnSite,
    bool Substituted,
    string? Why
)
{
    public static OutcomeState Due => new(OutcomeKind.Due, null, null, false, false, null);

    /// <summary>The state that a stored outcome says; a reversal's remark does not make it another state.</summary>
    public static OutcomeState Of(OutcomeRow? row) =>
        row is null
            ? Due
            : new(
                row.Kind,
                row.Visit,
                row.HappenedOn,
                row.OnSite,
                row.Substituted,
                row.Why is Whys.Voided or Whys.Parted ? null : row.Why
            );
}

/// <summary>Walks the instants at which something about an obligation became known and says what it was at each.</summary>
internal sealed class OutcomeWalk(Knowledge knowledge, VisitLog visits, IReadOnlyList<DerivedObligation> obligations)
{
    private readonly List<LoggedVisit> _candidates = [];
    private readonly List<DateTimeOffset> _instants = [];
    private readonly List<Met> _met = [];
    private readonly List<Met> _metByCadence = [];

    public VisitLog Visits => visits;

    /// <summary>A visit that counts for an obligation.</summary>
    private readonly record struct Met(DateOnly On, Guid Id, bool OnSite, bool Own);

    /// <summary>The states in order, each from its instant on; the state before the first is due.</summary>
    public List<(DateTimeOffset At, OutcomeState State)> States(DerivedObligation obligation)
    {
        var cadences = CadencesBeside(obligation);
        FindInstants(obligation, cadences);
        var states = new List<(DateTimeOffset, OutcomeState)>(2);
        var last = OutcomeState.Due;
        foreach (var instant in _instants)
        {
            var state = StateAt(obligation, cadences, instant);
            if (state != last)
            {
                states.Add((instant, state));
                last = state;
            }
        }
        return states;
    }

    private OutcomeState StateAt(
        DerivedObligation obligation,
        List<DerivedObligation>? cadences,
        DateTimeOffset instant
    )
    {
        var version = obligation.VersionAt(instant);
        if (version.Why == Whys.Merged)
        {
            // The other file answers for the person, with this file's visits.
            return OutcomeState.Due with { Kind = OutcomeKind.Withdrawn, Why = Whys.Merged };
        }
        if (_candidates.Count > 0 && obligation.DueVersionAt(instant) is { } due)
        {
            FindMet(obligation, due, instant, _met);
            if (cadences is not null)
            {
                _met.RemoveAll(m => IsTaken(m, cadences, instant));
            }
            if (_met.Count >= due.AtLeast)
            {
                return Fulfilled(due.AtLeast);
            }
        }
        if (version.Why is { } why)
        {
            return OutcomeState.Due with { Kind = OutcomeKind.Withdrawn, Why = why };
        }
        if (instant < obligation.EndsAt)
        {
            return OutcomeState.Due;
        }
        var excuse = obligation.ExcuseAt(instant);
        return OutcomeState.Due with { Kind = excuse is null ? OutcomeKind.Missed : OutcomeKind.Excused, Why = excuse };
    }

    private OutcomeState Fulfilled(int atLeast)
    {
        var (own, onSite) = (0, false);
        foreach (var met in _met)
        {
            own += met.Own ? 1 : 0;
            onSite |= met.OnSite;
        }
        var last = _met[atLeast - 1];
        return new(OutcomeKind.Fulfilled, last.Id, last.On, onSite, own < atLeast, null);
    }

    /// <summary>The visits, as known at the instant, that lie in the days and modes of a version; by day and id.</summary>
    private void FindMet(DerivedObligation obligation, in ObligationVersion due, DateTimeOffset instant, List<Met> met)
    {
        met.Clear();
        var days = new DayRange(due.From, due.Until);
        var epoch = knowledge.EpochAt(instant);
        // Once withdrawn, only visits of the days on which it was a duty count: who refused or moved is no success.
        var withdrawn = obligation.VersionAt(instant).Why is not null;
        foreach (var visit in _candidates)
        {
            if (visit.CountingAt(instant, obligation.EndsAt) is not { } version || !days.Contains(version.On))
            {
                continue;
            }
            if (withdrawn && epoch.Days(obligation.RuleIndex).DutyOn(version.On) is null)
            {
                continue;
            }
            var own = (version.Mode & due.Modes) != 0;
            if (own || (version.Mode & epoch.SubstitutedOn(version.On)) != 0)
            {
                met.Add(new(version.On, visit.Id, version.Mode == Modes.OnSite, own));
            }
        }
        if (met.Count > 1)
        {
            met.Sort((a, b) => a.On != b.On ? a.On.CompareTo(b.On) : a.Id.CompareTo(b.Id));
        }
    }

    /// <summary>
    /// True when some daily or weekly cadence needs this very visit, having no other to spare (reading
    /// `extraIsAdditional`).
    /// </summary>
    private bool IsTaken(Met visit, List<DerivedObligation> cadences, DateTimeOffset instant)
    {
        foreach (var cadence in cadences)
        {
            if (cadence.OpenedAt > instant || cadence.DueVersionAt(instant) is not { } due)
            {
                continue;
            }
            if (visit.On < due.From || visit.On >= due.Until)
            {
                continue;
            }
            FindMet(cadence, due, instant, _metByCadence);
            if (_metByCadence.Count <= due.AtLeast && _metByCadence.Exists(m => m.Id == visit.Id))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// For an extra, the daily and weekly cadences that share days with it; null when they do not matter. A monthly visit
    /// made inside the window is more than the month asked for there.
    /// </summary>
    private List<DerivedObligation>? CadencesBeside(DerivedObligation obligation)
    {
        if (obligation.Rule.Kind != RuleKind.Extra || !knowledge.Policies.Engine.ExtraIsAdditional)
        {
            return null;
        }
        var days = new DayRange(obligation.Last.From, obligation.Last.Until);
        var beside = new List<DerivedObligation>();
        foreach (var other in obligations)
        {
            var inside = other.Rule.Kind == RuleKind.Cadence && other.Every is Every.Day or Every.Week;
            if (inside && days.Overlaps(new(other.Last.From, other.Last.Until)))
            {
                beside.Add(other);
            }
        }
        return beside;
    }

    private void FindInstants(DerivedObligation obligation, List<DerivedObligation>? cadences)
    {
        _candidates.Clear();
        _instants.Clear();
        visits.Between(DaysOf(obligation), _candidates);
        // Whether a visit is taken depends on the others in the cadences' periods.
        foreach (var cadence in _candidates.Count > 0 && cadences is not null ? cadences : [])
        {
            visits.Between(DaysOf(cadence), _candidates);
        }
        foreach (var version in obligation.Versions)
        {
            Add(version.At);
        }
        foreach (var (at, _) in obligation.Verdicts)
        {
            Add(at);
        }
        foreach (var visit in _candidates)
        {
            foreach (var version in visit.Versions)
            {
                Add(version.RecordedAt);
                foreach (var span in version.Here ?? [])
                {
                    Add(span.From);
                    Add(span.Until);
                }
            }
        }
        if (cadences is not null && _candidates.Count > 0)
        {
            foreach (var cadence in cadences)
            {
                foreach (var version in cadence.Versions)
                {
                    Add(version.At);
                }
            }
        }
        foreach (var epoch in _candidates.Count > 0 ? knowledge.Epochs : [])
        {
            Add(epoch.At);
        }
        _instants.Sort();

        void Add(DateTimeOffset instant)
        {
            if (instant >= obligation.OpenedAt && instant <= knowledge.Now && !_instants.Contains(instant))
            {
                _instants.Add(instant);
            }
        }
    }

    private static DayRange DaysOf(DerivedObligation obligation)
    {
        var days = new DayRange(obligation.Last.From, obligation.Last.Until);
        foreach (var version in obligation.Versions)
        {
            days = new(
                version.From < days.From ? version.From : days.From,
                version.Until > days.Until ? version.Until : days.Until
            );
        }
        return days;
    }
}
