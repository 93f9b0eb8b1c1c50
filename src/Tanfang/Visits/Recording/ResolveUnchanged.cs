using Tanfang.Visits.Form;

namespace Tanfang.Visits.Recording;

/// <summary>The visit that was shown while this one was filled in.</summary>
public sealed record Basis(Guid VisitId, DateOnly HappenedOn, StatusAnswers Answers);

/// <summary>
/// 无变化 is kept as ticked and resolved to what it refers to: which state, since which day, set by which visit. 较好 and
/// 较差 compare with the state last shown; on a first visit they say how it is. Pure; safety items are not among the eight.
/// </summary>
public static class ResolveUnchanged
{
    public static StatusAnswers Run(VisitBody body, Basis? basis, Guid visitId, DateOnly happenedOn) =>
        StatusAnswers.Each(key =>
        {
            var shown = basis?.Answers[key];
            return body.Tick(key) switch
            {
                null => shown is null ? null : shown with { Tick = null },
                VisitForm.Unchanged => Refer(shown, basis!),
                var tick => Found(tick, StateOf(tick), shown, visitId, happenedOn) with
                {
                    By = key == "family" ? body.FamilyBy : null,
                },
            };
        });

    /// <summary>With nothing said before, unchanged since the visit that was shown, whatever the state was then.</summary>
    private static StatusAnswer Refer(StatusAnswer? shown, Basis basis) =>
        shown is null
            ? new StatusAnswer(VisitForm.Unchanged, null, basis.HappenedOn, basis.VisitId)
            : shown with
            {
                Tick = VisitForm.Unchanged,
            };

    /// <summary>A state that was so before holds since then: 较差 twice is poor since the first.</summary>
    private static StatusAnswer Found(string tick, string state, StatusAnswer? shown, Guid visitId, DateOnly day) =>
        shown?.State == state && state is "good" or "poor" && shown is { Since: not null }
            ? shown with
            {
                Tick = tick,
            }
            : new StatusAnswer(tick, state, day, visitId);

    private static string StateOf(string tick) =>
        tick switch
        {
            "better" => "good",
            "worse" => "poor",
            _ => tick,
        };
}
