using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Enrolling;

/// <summary>The facts a draft adds to a known file: categories gained, an assessment that was missing, another wish, rural or not.</summary>
internal static class FurtherFacts
{
    public static List<ElderFact> Of(KnownElder known, ElderDraft draft, Actor actor, TimeProvider clock)
    {
        var (elder, now, today) = (known.Elder, clock.Now(), clock.Today());
        var held = draft.Categories.Count > 0 ? ElderNow.On(known.Facts, today) : new ElderOn();
        var facts = draft
            .Categories.Select(claim => Category(claim, held, known, actor, now, today))
            .OfType<ElderFact>()
            .ToList();
        if (draft.Consent is { } wish && wish != elder.ConsentNow)
        {
            facts.Add(FirstFacts.Consent(elder.Id, wish, draft.ConsentGivenBy, draft.ConsentOn ?? today, actor, now));
        }

        if (draft.Rural is { } rural && rural != elder.Rural)
        {
            facts.Add(FirstFacts.Residence(elder.Id, elder.HomeId, rural, today, actor, now));
        }

        return facts;
    }

    private static ElderFact? Category(
        CategoryClaim claim,
        ElderOn held,
        KnownElder known,
        Actor actor,
        DateTimeOffset now,
        DateOnly today
    )
    {
        if (held.Categories.GetValueOrDefault(claim.Key) is { } fact)
        {
            // Known already; an assessment that the file lacks is added for the same day. Another first day is not: the past stays.
            return claim.Assessment is { } said && said != AssessmentOf(fact)
                ? FirstFacts.Gained(known.Elder.Id, claim, fact.On, actor, now)
                : null;
        }

        // A category that was lost meanwhile comes back today at the earliest: an older day would not outlive the loss.
        var lost = known
            .Facts.Where(f => f.Kind == FactKind.CategoryLost && f.Key == claim.Key)
            .Max(f => (DateOnly?)f.On);
        var from = claim.From ?? today;
        return FirstFacts.Gained(known.Elder.Id, claim, lost >= from ? today : from, actor, now);
    }

    private static Assessment AssessmentOf(ElderFact fact) =>
        new(fact.AssessmentResult, fact.AssessedOn, fact.Assessor, fact.AssessmentValidUntil);
}
