using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>
/// The dated facts that go over with a merge: what the other file says and the kept one does not, from the day of the merge on; and what ends
/// them again. Facts of days before stay where they were recorded: what had ended must not change.
/// </summary>
internal static class TakenFacts
{
    public const string Source = "并入的档案";

    public static List<ElderFact> Of(Elder kept, ElderOn own, ElderOn other, Actor actor, DateTimeOffset now)
    {
        var facts = other
            .Categories.Where(c => !own.Categories.ContainsKey(c.Key))
            .Select(c => New(kept, FactKind.CategoryGained, c.Key, c.Value))
            .ToList();
        if (own.Consent is null && other.Consent is { } wish)
        {
            facts.Add(New(kept, FactKind.Consent, wish.Key, wish));
        }

        if (own.Cadence is null && other.Cadence is { } cadence)
        {
            facts.Add(New(kept, FactKind.IndividualCadence, cadence.Key, cadence));
        }

        if (own.Hospital is null && other.Hospital is { } stay)
        {
            facts.Add(New(kept, FactKind.HospitalFrom, null, stay));
        }

        return facts;

        ElderFact New(Elder elder, FactKind kind, string? key, ElderFact said) =>
            Fact(elder.Id, kind, key, actor, now, said);
    }

    /// <summary>Ends what was taken and still has the last word.</summary>
    public static List<ElderFact> Ended(
        Elder kept,
        ElderOn own,
        DateTimeOffset takenAt,
        Actor actor,
        DateTimeOffset now
    )
    {
        bool Taken(ElderFact? fact) => fact is { Source: Source } && fact.RecordedAt == takenAt;
        var facts = own
            .Categories.Where(c => Taken(c.Value))
            .Select(c => Fact(kept.Id, FactKind.CategoryLost, c.Key, actor, now))
            .ToList();
        if (Taken(own.Consent))
        {
            facts.Add(Fact(kept.Id, FactKind.Consent, "notAsked", actor, now));
        }

        if (Taken(own.Cadence))
        {
            facts.Add(Fact(kept.Id, FactKind.IndividualCadence, "", actor, now));
        }

        if (Taken(own.Hospital))
        {
            facts.Add(Fact(kept.Id, FactKind.HospitalUntil, null, actor, now));
        }

        return facts;
    }

    private static ElderFact Fact(
        Guid elder,
        FactKind kind,
        string? key,
        Actor actor,
        DateTimeOffset now,
        ElderFact? said = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = kind,
            On = Shared.ChinaTime.DayOf(now),
            RecordedAt = now,
            Key = key,
            Source = Source,
            AssessmentResult = said?.AssessmentResult,
            AssessedOn = said?.AssessedOn,
            Assessor = said?.Assessor,
            AssessmentValidUntil = said?.AssessmentValidUntil,
            GivenBy = said?.GivenBy,
            RecordedBy = actor.Id,
        };
}
