using Tanfang.Policy;

namespace Tanfang.Obligations.Reconciling;

/// <summary>Rows of the store as rows of the policy library, and back.</summary>
internal static class PolicyRows
{
    public static ObligationKey KeyOf(Obligation o) => new(o.Rule, o.Occasion, o.PeriodFrom);

    public static ObligationRow RowOf(Obligation o, string countedIn) =>
        new(KeyOf(o), o.From, o.Until, o.AtLeast, o.Modes, o.Every, o.MonthlyRate, countedIn, o.OpenedAt);

    public static OutcomeRow OutcomeOf(ObligationOutcome x) =>
        new(x.Ordinal, (OutcomeKind)x.Kind, x.VisitId, x.HappenedOn, x.OnSite, x.Substituted, x.RecordedAt, x.Why);

    /// <param name="home">Code of the division, for a residence.</param>
    public static Fact FactOf(
        FactKind kind,
        DateOnly on,
        DateTimeOffset recordedAt,
        string? key,
        string? home,
        bool? rural
    ) =>
        kind switch
        {
            FactKind.Enrolled => Fact.Enrolled(on, recordedAt),
            FactKind.Left => Fact.Left(on, LeaveReasonOf(key), recordedAt),
            FactKind.Residence => Fact.Residence(on, home!, rural, recordedAt),
            FactKind.CategoryGained => Fact.Gained(on, key!, recordedAt),
            FactKind.CategoryLost => Fact.Lost(on, key!, recordedAt),
            FactKind.Consent => Fact.Wishes(on, WishOf(key), recordedAt),
            FactKind.HospitalFrom => Fact.Hospitalised(on, recordedAt),
            FactKind.HospitalUntil => Fact.Discharged(on, recordedAt),
            FactKind.IndividualCadence => Fact.SetCadence(on, OwnCadence.Parse(key), recordedAt),
            _ => throw new InvalidOperationException($"fact of an unknown kind {kind}"),
        };

    public static Obligation NewRow(Guid id, Guid elder, ObligationRow row, int countedIn) =>
        new()
        {
            Id = id,
            ElderId = elder,
            Rule = row.Key.Rule,
            Occasion = row.Key.Occasion,
            PeriodFrom = row.Key.PeriodFrom,
            From = row.From,
            Until = row.Until,
            Every = row.Every,
            AtLeast = row.AtLeast,
            Modes = row.Modes,
            MonthlyRate = row.MonthlyRate,
            CountedInId = countedIn,
            OpenedAt = row.OpenedAt,
        };

    public static ObligationOutcome NewOutcome(Guid id, Guid obligation, OutcomeRow x) =>
        new()
        {
            Id = id,
            ObligationId = obligation,
            Kind = (ObligationState)x.Kind,
            VisitId = x.Visit,
            HappenedOn = x.HappenedOn,
            RecordedAt = x.RecordedAt,
            Ordinal = x.Ordinal,
            OnSite = x.OnSite,
            Substituted = x.Substituted,
            Why = x.Why,
        };

    /// <summary>The State… columns repeat the newest outcome.</summary>
    public static void SetState(Obligation row, ObligationOutcome newest)
    {
        row.State = newest.Kind;
        row.StateWhy = newest.Why;
        row.StateVisitId = newest.VisitId;
        row.StateOn = newest.HappenedOn;
        row.StateAt = newest.RecordedAt;
        row.StateOnSite = newest.OnSite;
        row.StateSubstituted = newest.Substituted;
    }

    private static LeaveReason LeaveReasonOf(string? key) =>
        key switch
        {
            "died" => LeaveReason.Died,
            "moved" => LeaveReason.Moved,
            "institution" => LeaveReason.Institution,
            _ => LeaveReason.Other,
        };

    private static Consent WishOf(string? key) =>
        key switch
        {
            "willing" => Consent.Willing,
            "refused" => Consent.Refused,
            _ => Consent.NotAsked,
        };
}
