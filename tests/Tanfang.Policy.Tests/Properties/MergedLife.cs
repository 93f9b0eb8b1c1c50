namespace Tanfang.Policy.Tests;

/// <summary>
/// A made-up life told twice: once under a file that is kept, once under one that is merged into it on some day and, perhaps, parted again. Every
/// other visit was recorded for the second.
/// </summary>
internal sealed class MergedLife
{
    public MergedLife(Life life)
    {
        var number = life.Visits.Sum(v => v.HappenedOn.DayNumber) + (life.History.Facts.Count * 7919);
        var at = Life.Known(Life.LastDay.AddDays(-(number % 160)), 0).AddHours(number % 13);
        Joined = new(at, number % 3 == 0 ? DateTimeOffset.MaxValue : at.AddDays(number % 70).AddHours(1));
        IReadOnlyList<KnownSpan> own =
            Joined.Until == DateTimeOffset.MaxValue
                ? [new(DateTimeOffset.MinValue, at)]
                : [new(DateTimeOffset.MinValue, at), new(Joined.Until, DateTimeOffset.MaxValue)];
        bool Second(VisitFact v) => (v.Replaces ?? v.Id).ToByteArray()[0] % 2 == 0;
        Kept = life.History;
        Away = life.History with { Away = [Joined] };
        KeptVisits = [.. life.Visits.Select(v => Second(v) ? v with { Here = [Joined] } : v)];
        AwayVisits = [.. life.Visits.Where(Second).Select(v => v with { Here = own })];
    }

    public KnownSpan Joined { get; }

    public ElderHistory Kept { get; }

    public ElderHistory Away { get; }

    public IReadOnlyList<VisitFact> KeptVisits { get; }

    public IReadOnlyList<VisitFact> AwayVisits { get; }

    public LedgerStory KeptLedger => new(Shipped.Policies, Kept, KeptVisits);

    public LedgerStory AwayLedger => new(Shipped.Policies, Away, AwayVisits);
}
