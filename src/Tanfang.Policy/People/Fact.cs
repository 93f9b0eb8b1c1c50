namespace Tanfang.Policy;

/// <summary>What a fact says. Of two facts of the same day and instant the later in this list wins.</summary>
public enum FactKind
{
    /// <summary>In the register from this day on (again, when the person had left).</summary>
    Enrolled,

    /// <summary>Left the register on this day; the day itself is already outside.</summary>
    Left,

    /// <summary>Lives here from this day on.</summary>
    Residence,

    /// <summary>The category holds from this day on.</summary>
    CategoryGained,

    /// <summary>The category no longer holds from this day on; with the day it was gained: it never held.</summary>
    CategoryLost,

    /// <summary>The wish from this day on.</summary>
    Consent,

    /// <summary>In hospital from this day on.</summary>
    HospitalFrom,

    /// <summary>Back from hospital on this day.</summary>
    HospitalUntil,

    /// <summary>A cadence set for this person from this day on, or lifted.</summary>
    IndividualCadence,
}

/// <summary>
/// One dated and recorded fact about an elder; never changed, only followed by another. The state on a day as
/// known at an instant folds the facts recorded by then and dated by then, by (On, RecordedAt), the last wins.
/// </summary>
public sealed record Fact
{
    private Fact(FactKind kind, DateOnly on, DateTimeOffset recordedAt) =>
        (Kind, On, RecordedAt) = (kind, on, recordedAt);

    /// <summary>What it says.</summary>
    public FactKind Kind { get; }

    /// <summary>The first China day on which it holds.</summary>
    public DateOnly On { get; }

    /// <summary>When the ledger knew it (for what came from a phone: received).</summary>
    public DateTimeOffset RecordedAt { get; }

    /// <summary>Category key, else null.</summary>
    public string? Category { get; private init; }

    /// <summary>Division of residence, else null.</summary>
    public string? Division { get; private init; }

    /// <summary>农村牧区 of a residence; null when unknown.</summary>
    public bool? Rural { get; private init; }

    /// <summary>Why left, else null.</summary>
    public LeaveReason? Reason { get; private init; }

    /// <summary>The wish, else null.</summary>
    public Consent? Wish { get; private init; }

    /// <summary>The individual cadence; null lifts it.</summary>
    public IndividualCadence? Individual { get; private init; }

    /// <summary>In the register from <paramref name="on"/>.</summary>
    public static Fact Enrolled(DateOnly on, DateTimeOffset recordedAt) => new(FactKind.Enrolled, on, recordedAt);

    /// <summary>Left on <paramref name="on"/>, the first day outside.</summary>
    public static Fact Left(DateOnly on, LeaveReason reason, DateTimeOffset recordedAt) =>
        new(FactKind.Left, on, recordedAt) { Reason = reason };

    /// <summary>Lives in <paramref name="division"/> from <paramref name="on"/>.</summary>
    public static Fact Residence(DateOnly on, string division, bool? rural, DateTimeOffset recordedAt) =>
        new(FactKind.Residence, on, recordedAt) { Division = division, Rural = rural };

    /// <summary>The category holds from <paramref name="on"/>.</summary>
    public static Fact Gained(DateOnly on, string category, DateTimeOffset recordedAt) =>
        new(FactKind.CategoryGained, on, recordedAt) { Category = category };

    /// <summary>The category no longer holds from <paramref name="on"/>.</summary>
    public static Fact Lost(DateOnly on, string category, DateTimeOffset recordedAt) =>
        new(FactKind.CategoryLost, on, recordedAt) { Category = category };

    /// <summary>The wish from <paramref name="on"/>.</summary>
    public static Fact Wishes(DateOnly on, Consent wish, DateTimeOffset recordedAt) =>
        new(FactKind.Consent, on, recordedAt) { Wish = wish };

    /// <summary>In hospital from <paramref name="on"/>.</summary>
    public static Fact Hospitalised(DateOnly on, DateTimeOffset recordedAt) =>
        new(FactKind.HospitalFrom, on, recordedAt);

    /// <summary>Home again on <paramref name="on"/>, the first day outside the hospital.</summary>
    public static Fact Discharged(DateOnly on, DateTimeOffset recordedAt) =>
        new(FactKind.HospitalUntil, on, recordedAt);

    /// <summary>An individual cadence from <paramref name="on"/>; null lifts it.</summary>
    public static Fact SetCadence(DateOnly on, IndividualCadence? cadence, DateTimeOffset recordedAt) =>
        new(FactKind.IndividualCadence, on, recordedAt) { Individual = cadence };
}

/// <summary>Everything known about one elder, bitemporal. The order of the lists has no meaning.</summary>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Facts">Dated facts.</param>
/// <param name="Situations">Situations of any area; those elsewhere are ignored.</param>
public sealed record ElderHistory(DateOnly BirthDate, IReadOnlyList<Fact> Facts, IReadOnlyList<Situation> Situations)
{
    /// <summary>
    /// When this file was known to be a second one of a person whose other file answers: from the day of that on nobody is owed
    /// anything under it. Once that is undone, as if it had never been, except for what ended meanwhile.
    /// </summary>
    public IReadOnlyList<KnownSpan> Away { get; init; } = [];
}
