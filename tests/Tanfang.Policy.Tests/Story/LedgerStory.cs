using Xunit;

namespace Tanfang.Policy.Tests;

/// <summary>A stored ledger of one elder: applies changes as a host would, and is asked what it says.</summary>
internal sealed class LedgerStory(PolicySet policies, ElderHistory elder, IReadOnlyList<VisitFact> visits)
{
    public const string Goal = "national-2022-73/goal";
    public const string Key = "changzhi-2023-38/key";
    public const string General = "changzhi-2023-38/general";
    public const string Special = "national-2022-73/special";
    public const string Lockdown = "national-2022-73/lockdown";
    public const string Individual = "national-2022-73/individual";
    public const string Daily = "minban-2020-7/daily";
    public const string Quarterly = "neimenggu-2018/quarterly";

    private readonly Dictionary<ObligationKey, LedgerEntry> _obligations = [];

    public IReadOnlyList<LedgerEntry> Obligations =>
        [
            .. _obligations
                .Values.OrderBy(o => o.Row.Key.Rule, StringComparer.Ordinal)
                .ThenBy(o => o.Row.Key.PeriodFrom)
                .ThenBy(o => o.Row.Key.Occasion, StringComparer.Ordinal),
        ];

    public Changes Reconcile(DateTimeOffset now, DateTimeOffset? reconciledUntil = null) =>
        Reconcile(elder, visits, now, reconciledUntil);

    public Changes Reconcile(
        ElderHistory known,
        IReadOnlyList<VisitFact> made,
        DateTimeOffset now,
        DateTimeOffset? reconciledUntil = null
    )
    {
        var changes = Ledger.Reconcile(policies, known, made, Obligations, now, reconciledUntil);
        foreach (var row in changes.Opened)
        {
            _obligations.Add(row.Key, new LedgerEntry(row, []));
        }
        foreach (var row in changes.Changed)
        {
            _obligations[row.Key] = _obligations[row.Key] with { Row = row };
        }
        foreach (var (key, outcome) in changes.Outcomes)
        {
            var stored = _obligations[key];
            Assert.Equal(stored.Outcomes.Count, outcome.Ordinal);
            _obligations[key] = stored with { Outcomes = [.. stored.Outcomes, outcome] };
        }
        return changes;
    }

    public LedgerEntry? Find(string rule, string periodFrom) =>
        _obligations.Values.SingleOrDefault(o =>
            o.Row.Key.Rule == rule && o.Row.Key.PeriodFrom == ElderStory.Day(periodFrom)
        );

    public LedgerStory Has(string rule, string periodFrom, OutcomeKind kind, string? why = null)
    {
        var obligation = Find(rule, periodFrom);
        Assert.NotNull(obligation);
        var outcome = obligation.OutcomeAsOf(DateTimeOffset.MaxValue);
        Assert.Equal((kind, why), (outcome?.Kind ?? OutcomeKind.Due, outcome?.Why));
        return this;
    }

    public LedgerStory HasNot(string rule, string periodFrom)
    {
        Assert.Null(Find(rule, periodFrom));
        return this;
    }

    /// <summary>The state of one obligation as known at nine in the morning of a day.</summary>
    public OutcomeKind StateOn(string day, string rule, string periodFrom) =>
        Find(rule, periodFrom)!.StateAsOf(ElderStory.Morning(day));

    public MonthFigures Month(string month, DateTimeOffset? asOf = null) =>
        Rates.OfElder(Obligations, ElderStory.Day(month + "-01"), asOf ?? DateTimeOffset.MaxValue);

    public Overdue? OverdueOn(string day) => Overdue.Of(policies, elder, visits, Obligations, ElderStory.Morning(day));

    /// <summary>True when both ledgers say the same as of every instant, however their logs came about.</summary>
    public bool SaysTheSameAs(LedgerStory other)
    {
        var instants = Instants.Concat(other.Instants).Distinct().Order().ToList();
        return Sayings(instants) == other.Sayings(instants);
    }

    private IEnumerable<DateTimeOffset> Instants => Obligations.SelectMany(o => o.Outcomes.Select(r => r.RecordedAt));

    private string Sayings(List<DateTimeOffset> instants) =>
        string.Join(
            '\n',
            Obligations.Select(o => o.Row + string.Concat(instants.Select(i => Saying(o.OutcomeAsOf(i)))))
        );

    private static string Saying(OutcomeRow? row) =>
        row is null || row.Kind == OutcomeKind.Due
            ? "|"
            : $"|{row.Kind} {row.Visit} {row.HappenedOn} {row.OnSite} {row.Substituted}";
}
