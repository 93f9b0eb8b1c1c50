using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>复核 or 调整 of a plan, on the version that was shown; the one before stays readable.</summary>
public sealed class RevisePlan(TanfangDb db, ChangePlan change, PlanWords words, TimeProvider clock)
{
    private static readonly Refusal Nothing = new(
        "plan.nothing",
        "与现行版本没有不同",
        "没有变化而已经复核的，请选“复核”",
        "Form.Act"
    );

    /// <returns>The plan's id.</returns>
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid elderId,
        Guid planId,
        PlanForm form,
        CancellationToken cancel
    ) =>
        change.Run(
            scope,
            actor,
            new PlanAct(elderId, planId, form.Number, form.Id),
            before => Next(scope, form, before, cancel),
            cancel
        );

    private async Task<Result<PlanDraft>> Next(Scope scope, PlanForm form, PlanOpened before, CancellationToken cancel)
    {
        var read = ReadPlanForm.Run(form, isNew: false);
        if (!read.Succeeded)
        {
            return read;
        }

        // A line that goes on with a measure of another plan, or of none, is a new one.
        var known = before.Newest.Measures.Select(m => m.Row.Origin).ToHashSet();
        var draft = read.Value with
        {
            Measures =
            [
                .. read.Value.Measures.Select(m =>
                    m.Origin is { } origin && known.Remove(origin) ? m : m with { Origin = null }
                ),
            ],
        };
        var working = await db.Working(scope, clock.Today(), draft, cancel);
        var guards = new PlanGuards(clock.Today(), words.ReviewMonths, working);
        if (guards.Run(draft, before) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        return draft.Act == HelpPlanAct.Changed && ComparePlans.IsSame(before.Newest, draft) ? Nothing : draft;
    }
}
