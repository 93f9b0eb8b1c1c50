namespace Tanfang.Screening.Following;

/// <summary>Where a round stands in one place. Sums of villages; every number is a count of rows.</summary>
public sealed record RoundFigures
{
    public int Villages { get; init; }

    /// <summary>Villages that said 没有特殊困难老年人.</summary>
    public int Without { get; init; }

    /// <summary>Villages with nobody on the list that have said nothing.</summary>
    public int Silent { get; init; }

    public int Answered { get; init; }

    public int Excused { get; init; }

    public int Open { get; init; }

    /// <summary>People on the list by presence; "" = not answered or excused.</summary>
    public IReadOnlyDictionary<string, int> People { get; init; } = new Dictionary<string, int>();

    public int Households => Answered + Excused + Open;

    public int Listed => People.Values.Sum();

    /// <summary>Nothing is left to be answered.</summary>
    public bool IsComplete => Open == 0 && Silent == 0;

    /// <summary>Percent of the households, cut to a tenth; null without households.</summary>
    public decimal? Percent => Households == 0 ? null : Math.Floor((Answered + Excused) * 1000m / Households) / 10;

    public int At(params IEnumerable<string> presences) => presences.Sum(p => People.GetValueOrDefault(p));

    public static RoundFigures operator +(RoundFigures a, RoundFigures b) =>
        new()
        {
            Villages = a.Villages + b.Villages,
            Without = a.Without + b.Without,
            Silent = a.Silent + b.Silent,
            Answered = a.Answered + b.Answered,
            Excused = a.Excused + b.Excused,
            Open = a.Open + b.Open,
            People = a.People.Concat(b.People).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value)),
        };
}
