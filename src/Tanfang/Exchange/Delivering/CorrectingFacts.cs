using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>
/// What takes facts back without deleting them: for the same day, recorded later, the state that held without them. Of two facts of one day the
/// later recorded has the last word.
/// </summary>
internal static class CorrectingFacts
{
    /// <param name="facts">All of one elder.</param>
    /// <param name="added">Those that are taken back.</param>
    public static List<ElderFact> Of(
        IReadOnlyCollection<ElderFact> facts,
        IReadOnlyCollection<Guid> added,
        Actor actor,
        DateTimeOffset now
    )
    {
        var wrong = facts.Where(f => added.Contains(f.Id)).ToList();
        var rest = facts.Where(f => !added.Contains(f.Id)).ToList();
        return wrong.Exists(f => f.Kind == FactKind.Enrolled)
            ? [As(wrong.First(f => f.Kind == FactKind.Enrolled), FactKind.Left, "other", actor, now)]
            : [.. wrong.Select(f => Of(f, ElderNow.On(rest, f.On), actor, now)).OfType<ElderFact>()];
    }

    private static ElderFact? Of(ElderFact wrong, ElderOn without, Actor actor, DateTimeOffset now) =>
        wrong.Kind switch
        {
            FactKind.CategoryGained or FactKind.CategoryLost => without.Categories.TryGetValue(wrong.Key!, out var held)
                ? Again(held, wrong, actor, now)
            : wrong.Kind == FactKind.CategoryGained ? As(wrong, FactKind.CategoryLost, wrong.Key, actor, now)
            : null,
            FactKind.Residence => without.Residence is { } home ? Again(home, wrong, actor, now) : null,
            FactKind.Left => without.Enrolled ? As(wrong, FactKind.Enrolled, null, actor, now) : null,
            _ => null,
        };

    private static ElderFact As(ElderFact wrong, FactKind kind, string? key, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = wrong.ElderId,
            Kind = kind,
            On = wrong.On,
            RecordedAt = now,
            Key = key,
            Source = wrong.Source,
            RecordedBy = actor.Id,
        };

    /// <summary>The fact that held before, said once more for the day of the one that is taken back.</summary>
    private static ElderFact Again(ElderFact held, ElderFact wrong, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = wrong.ElderId,
            Kind = held.Kind,
            On = wrong.On,
            RecordedAt = now,
            Key = held.Key,
            DivisionId = held.DivisionId,
            Rural = held.Rural,
            Source = held.Source,
            AssessmentResult = held.AssessmentResult,
            AssessedOn = held.AssessedOn,
            Assessor = held.Assessor,
            AssessmentValidUntil = held.AssessmentValidUntil,
            RecordedBy = actor.Id,
        };
}
