using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Enrolling;

/// <summary>The dated facts with which a file begins: enrolled, lives there, categories, the wish.</summary>
internal static class FirstFacts
{
    public static List<ElderFact> Of(ElderDraft draft, Elder elder, Actor actor, DateTimeOffset now)
    {
        var on = elder.EnrolledOn;
        List<ElderFact> facts =
        [
            Fact(elder.Id, FactKind.Enrolled, on, actor, now),
            Residence(elder.Id, elder.HomeId, draft.Rural, on, actor, now),
            .. draft.Categories.Select(claim => Gained(elder.Id, claim, claim.From ?? on, actor, now)),
        ];
        if (draft.Consent is { } wish and not ConsentState.NotAsked)
        {
            facts.Add(Consent(elder.Id, wish, draft.ConsentGivenBy, draft.ConsentOn ?? on, actor, now));
        }

        return facts;
    }

    public static ElderFact Residence(
        Guid elder,
        int home,
        bool? rural,
        DateOnly on,
        Actor actor,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = FactKind.Residence,
            On = on,
            RecordedAt = now,
            DivisionId = home,
            Rural = rural,
            RecordedBy = actor.Id,
        };

    public static ElderFact Gained(Guid elder, CategoryClaim claim, DateOnly on, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = FactKind.CategoryGained,
            On = on,
            RecordedAt = now,
            Key = claim.Key,
            Source = claim.Source,
            AssessmentResult = claim.Assessment?.Result,
            AssessedOn = claim.Assessment?.On,
            Assessor = claim.Assessment?.Assessor,
            AssessmentValidUntil = claim.Assessment?.ValidUntil,
            RecordedBy = actor.Id,
        };

    public static ElderFact Consent(
        Guid elder,
        ConsentState wish,
        string? givenBy,
        DateOnly on,
        Actor actor,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = FactKind.Consent,
            On = on,
            RecordedAt = now,
            Key = wish switch
            {
                ConsentState.Willing => "willing",
                ConsentState.Refused => "refused",
                _ => "notAsked",
            },
            GivenBy = givenBy,
            RecordedBy = actor.Id,
        };

    private static ElderFact Fact(Guid elder, FactKind kind, DateOnly on, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = kind,
            On = on,
            RecordedAt = now,
            RecordedBy = actor.Id,
        };
}
