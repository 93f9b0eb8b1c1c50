namespace Tanfang.Policy;

/// <summary>Compares the derived ledger of one elder with the stored one and collects what is missing.</summary>
internal sealed class LedgerComparison
{
    private readonly Dictionary<ObligationKey, LedgerEntry> _stored;
    private readonly DateTimeOffset _frozenUntil;
    private readonly List<ObligationRow> _opened = [];
    private readonly List<ObligationRow> _changed = [];
    private readonly List<NewOutcome> _outcomes = [];

    public LedgerComparison(IReadOnlyList<LedgerEntry> stored, DateTimeOffset? reconciledUntil)
    {
        _stored = stored.ToDictionary(o => o.Row.Key);
        _frozenUntil = reconciledUntil ?? DateTimeOffset.MinValue;
    }

    public Changes Changes => new(_opened, _changed, _outcomes);

    /// <summary>The row that a ledger which lacks it opens; null when its period had ended by then.</summary>
    public static ObligationRow? Opened(DerivedObligation derived, DateTimeOffset? frozenUntil)
    {
        if (frozenUntil is not { } frozen)
        {
            return derived.Row;
        }
        // A row that the last run could not know of (a pack added since) was not there before it: figures of
        // earlier moments stay what they were.
        return derived.EndsAt > frozen
            ? derived.Row with
            {
                OpenedAt = derived.OpenedAt > frozen ? derived.OpenedAt : frozen,
            }
            : null;
    }

    public void Compare(DerivedObligation derived, OutcomeWalk walk)
    {
        if (!_stored.Remove(derived.Key, out var stored))
        {
            if (Opened(derived, _frozenUntil) is { } opened)
            {
                _opened.Add(opened);
                AppendMissing(derived.Key, [], walk.States(derived), walk.Visits);
            }
            return;
        }
        if (
            derived.EndsAt > _frozenUntil
            && derived.Row with { OpenedAt = stored.Row.OpenedAt } is var row
            && row != stored.Row
        )
        {
            _changed.Add(row);
        }
        AppendMissing(derived.Key, stored.Outcomes, walk.States(derived), walk.Visits);
    }

    /// <summary>
    /// Stored rows that nothing gives rise to any more: their rule or situation is gone. An open one is withdrawn, an
    /// ended one keeps what it says and may still be fulfilled by a visit that was made in time.
    /// </summary>
    public void CloseUnknown(VisitLog visits, DateTimeOffset now)
    {
        foreach (
            var obligation in _stored
                .Values.OrderBy(o => o.Row.Key.Rule, StringComparer.Ordinal)
                .ThenBy(o => o.Row.Key.PeriodFrom)
        )
        {
            var row = obligation.Row;
            var (state, end) = (obligation.StateAsOf(now), ChinaTime.Midnight(row.Until));
            var decided = state is OutcomeKind.Fulfilled or OutcomeKind.Withdrawn or OutcomeKind.Excused;
            if (decided)
            {
                continue;
            }
            if (FulfilledBy(visits, row, now) is { } fulfilled)
            {
                Append(row.Key, obligation.Outcomes.Count, fulfilled.At, fulfilled.State, null);
            }
            else if (now < end)
            {
                var withdrawn = OutcomeState.Due with { Kind = OutcomeKind.Withdrawn, Why = Whys.NoLongerApplies };
                Append(row.Key, obligation.Outcomes.Count, now, withdrawn, withdrawn.Why);
            }
            else if (state == OutcomeKind.Due)
            {
                Append(
                    row.Key,
                    obligation.Outcomes.Count,
                    end,
                    OutcomeState.Due with
                    {
                        Kind = OutcomeKind.Missed,
                    },
                    null
                );
            }
        }
    }

    private static (DateTimeOffset At, OutcomeState State)? FulfilledBy(
        VisitLog visits,
        ObligationRow row,
        DateTimeOffset now
    )
    {
        var (candidates, end) = (new List<LoggedVisit>(), ChinaTime.Midnight(row.Until));
        visits.Between(new(row.From, row.Until), candidates);
        var met = candidates
            .Select(v => (v.Id, Version: v.CountingAt(now, end)))
            .Where(v => v.Version is { } version && new DayRange(row.From, row.Until).Contains(version.On))
            .Where(v => (v.Version!.Value.Mode & row.Modes) != 0)
            .OrderBy(v => v.Version!.Value.On)
            .ThenBy(v => v.Id)
            .ToList();
        if (met.Count < row.AtLeast)
        {
            return null;
        }
        var last = met[row.AtLeast - 1];
        var onSite = met.Exists(m => m.Version!.Value.Mode == Modes.OnSite);
        var at = met.Max(m => m.Version!.Value.RecordedAt);
        return (at, new(OutcomeKind.Fulfilled, last.Id, last.Version!.Value.On, onSite, false, null));
    }

    /// <summary>
    /// Appends what makes the stored log say, as of every instant, what the derived one says. Where they differ an
    /// outcome of the same instant follows the stored one; the later appended is the one that holds.
    /// </summary>
    private void AppendMissing(
        ObligationKey key,
        IReadOnlyList<OutcomeRow> stored,
        List<(DateTimeOffset At, OutcomeState State)> derived,
        VisitLog visits
    )
    {
        if (stored.Count == 0 && derived.Count == 0)
        {
            return;
        }
        IReadOnlyList<OutcomeRow> sorted =
            stored.Count < 2 ? stored : [.. stored.OrderBy(o => o.RecordedAt).ThenBy(o => o.Ordinal)];
        var (said, should, ordinal) = (OutcomeState.Due, OutcomeState.Due, stored.Count);
        var (s, d) = (0, 0);
        while (s < sorted.Count || d < derived.Count)
        {
            var at = Earlier(s < sorted.Count ? sorted[s].RecordedAt : null, d < derived.Count ? derived[d].At : null);
            var before = said;
            for (; s < sorted.Count && sorted[s].RecordedAt == at; s++)
            {
                said = OutcomeState.Of(sorted[s]);
            }
            for (; d < derived.Count && derived[d].At == at; d++)
            {
                should = derived[d].State;
            }
            if (said != should)
            {
                var reversal =
                    before.Kind == OutcomeKind.Fulfilled && should.Kind is OutcomeKind.Due or OutcomeKind.Missed;
                var why =
                    !reversal ? should.Why
                    : visits.IsElsewhere(before.Visit, at) ? Whys.Parted
                    : Whys.Voided;
                Append(key, ordinal++, at, should, why);
                said = should;
            }
        }
    }

    private void Append(ObligationKey key, int ordinal, DateTimeOffset at, OutcomeState state, string? why) =>
        _outcomes.Add(
            new(
                key,
                new OutcomeRow(
                    ordinal,
                    state.Kind,
                    state.Visit,
                    state.HappenedOn,
                    state.OnSite,
                    state.Substituted,
                    at,
                    why
                )
            )
        );

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset? b) =>
        a is not { } first ? b!.Value
        : b is not { } second || first < second ? first
        : second;
}
