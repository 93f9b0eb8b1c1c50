using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>The one place that writes a version: its rows, the plan's now columns, the change entry. The caller saves.</summary>
internal sealed class AppendVersion(TanfangDb db, TimeProvider clock)
{
    public void Run(HelpPlan plan, PlanDraft draft, Seal seal, Actor actor)
    {
        plan.Number++;
        var (version, measures) = Rows(plan, draft, seal, actor, clock.Now());
        db.HelpPlanVersions.Add(version);
        db.HelpMeasures.AddRange(measures);
        Repeat(plan, draft);
        var word = draft.Act.ToString().ToLowerInvariant();
        var detail = $"version={plan.Number} measures={measures.Count}";
        db.Changes.Add(ChangeEntry.Of(actor, clock, $"plan.{word}", plan.Id.ToString("N"), detail));
    }

    /// <summary>The rows of the plan's present number.</summary>
    public static (HelpPlanVersion Version, IReadOnlyList<HelpMeasure> Measures) Rows(
        HelpPlan plan,
        PlanDraft draft,
        Seal seal,
        Actor actor,
        DateTimeOffset now
    )
    {
        var version = new HelpPlanVersion
        {
            Id = draft.Id,
            PlanId = plan.Id,
            Number = plan.Number,
            Act = draft.Act,
            On = draft.On,
            RecordedAt = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            OwnerId = draft.Owner,
            ReviewOn = draft.ReviewOn,
            EndReason = draft.EndReason,
            Words = CareSeals.CloseWords(seal, draft.Id, draft.Words),
        };
        // A measure's first row is its origin.
        return (
            version,
            [
                .. draft.Measures.Select(
                    (m, line) =>
                    {
                        var id = plan.Number == 1 && m.Origin is { } first ? first : Guid.CreateVersion7(now);
                        return Row(id, m, line, draft.Id, seal);
                    }
                ),
            ]
        );
    }

    /// <summary>The now columns; of whoever writes plans in bulk, too.</summary>
    public static void Repeat(HelpPlan plan, PlanDraft draft)
    {
        var open = draft.Measures.Where(m => m.DoneOn is null).Select(m => m.By).Order().ToList();
        plan.OwnerId = draft.Owner;
        plan.ReviewOn = draft.ReviewOn;
        plan.MeasureBy = open.Count == 0 ? null : open[0];
        plan.DueOn = plan.MeasureBy < plan.ReviewOn ? plan.MeasureBy.Value : plan.ReviewOn;
        plan.Kinds = $"|{string.Join('|', draft.Measures.Select(m => m.Kind).Distinct())}|";
        plan.EndedOn = draft.Act == HelpPlanAct.Ended ? draft.On : null;
    }

    private static HelpMeasure Row(Guid id, MeasureDraft draft, int line, Guid version, Seal seal) =>
        new()
        {
            Id = id,
            VersionId = version,
            Line = line,
            Origin = draft.Origin ?? id,
            Kind = draft.Kind,
            What = CareSeals.CloseMeasure(seal, id, draft.What),
            VisitorId = draft.Visitor,
            Body = CareSeals.CloseBody(seal, id, draft.Body),
            By = draft.By,
            DoneOn = draft.DoneOn,
        };
}
