namespace Tanfang.Policy;

/// <summary>An obligation as it stood from an instant on.</summary>
/// <param name="At">From when.</param>
/// <param name="Why">Null while due; else why it is not.</param>
/// <param name="From">First day that counts.</param>
/// <param name="Until">First day after it.</param>
/// <param name="AtLeast">Visits needed.</param>
/// <param name="Modes">Modes that fulfil, on site among them.</param>
/// <param name="CountedIn">Division whose figures hold it.</param>
internal readonly record struct ObligationVersion(
    DateTimeOffset At,
    string? Why,
    DateOnly From,
    DateOnly Until,
    int AtLeast,
    Modes Modes,
    string CountedIn
);

/// <summary>What the canonical ledger says of one obligation: its versions while open, its excuses once ended.</summary>
internal sealed class DerivedObligation(
    ObligationKey key,
    int ruleIndex,
    Rule rule,
    Every every,
    ObligationVersion first
)
{
    private readonly List<ObligationVersion> _versions = [first];

    // From its end on: the instant from which an excuse (or none) is known.
    private readonly List<(DateTimeOffset At, string? Excuse)> _verdicts = [];

    public ObligationKey Key => key;

    /// <summary>Position of the rule in <see cref="Knowledge.Rules"/>.</summary>
    public int RuleIndex => ruleIndex;

    public Rule Rule => rule;

    public Every Every => every;

    public IReadOnlyList<ObligationVersion> Versions => _versions;

    public IReadOnlyList<(DateTimeOffset At, string? Excuse)> Verdicts => _verdicts;

    public DateTimeOffset OpenedAt => _versions[0].At;

    public ObligationVersion Last => _versions[^1];

    /// <summary>When its period ended. A period shortened after the fact ends when that became known.</summary>
    public DateTimeOffset EndsAt
    {
        get
        {
            var midnight = ChinaTime.Midnight(Last.Until);
            return midnight > Last.At ? midnight : Last.At;
        }
    }

    public ObligationRow Row =>
        new(key, Last.From, Last.Until, Last.AtLeast, Last.Modes, every, rule.MonthlyRate, Last.CountedIn, OpenedAt);

    public void Change(ObligationVersion version)
    {
        if (version with { At = Last.At } != Last)
        {
            _versions.Add(version);
        }
    }

    public void Judge(DateTimeOffset at, string? excuse) => _verdicts.Add((at, excuse));

    /// <summary>The version known at an instant, which is not before it was opened.</summary>
    public ObligationVersion VersionAt(DateTimeOffset instant)
    {
        var i = _versions.Count - 1;
        while (i > 0 && _versions[i].At > instant)
        {
            i--;
        }
        return _versions[i];
    }

    /// <summary>The last version known at an instant that was due; null when it never was: then no visit counts.</summary>
    public ObligationVersion? DueVersionAt(DateTimeOffset instant)
    {
        for (var i = _versions.Count - 1; i >= 0; i--)
        {
            if (_versions[i].At <= instant && _versions[i].Why is null)
            {
                return _versions[i];
            }
        }
        return null;
    }

    public string? ExcuseAt(DateTimeOffset instant)
    {
        string? excuse = null;
        foreach (var verdict in _verdicts)
        {
            excuse = verdict.At <= instant ? verdict.Excuse : excuse;
        }
        return excuse;
    }
}
