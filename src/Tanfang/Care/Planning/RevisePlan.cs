using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>复核 or 调整 of a plan, on the version that was shown; the one before stays readable.</summary>
public sealed class RevisePlan(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    ReadPlans plans,
    PlanWords words,
    TimeProvider clock
)
{
    private static readonly Refusal Nothing = new(
        "plan.nothing",
        "与现行版本没有不同",
        "没有变化而已经复核的，请选“复核”",
        "Form.Act"
    );

    /// <returns>The plan's id.</returns>
    public async Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid elderId,
        Guid planId,
        PlanForm form,
        CancellationToken cancel
    )
    {
        try
        {
            return await gate.Write(db, () => Write(scope, actor, elderId, planId, form, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PlanTarget.Stale;
        }
    }

    private async Task<Result<Guid>> Write(
        Scope scope,
        Actor actor,
        Guid elderId,
        Guid planId,
        PlanForm form,
        CancellationToken cancel
    )
    {
        var target = new PlanTarget(db);
        var found = await target.Plan(scope, elderId, planId, form.Number, form.Id, cancel);
        if (!found.Succeeded)
        {
            return found.Refusals.ToList();
        }

        if (found.Value.Written)
        {
            return planId;
        }

        var read = ReadPlanForm.Run(form, isNew: false);
        if (!read.Succeeded)
        {
            return read.Refusals.ToList();
        }

        var (plan, file, _) = found.Value;
        var before = (await plans.One(planId, cancel))!;
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

        if (draft.Act == HelpPlanAct.Changed && ComparePlans.IsSame(before.Newest, draft))
        {
            return Nothing;
        }

        new AppendVersion(db, clock).Run(plan, draft, vault.SealOf(file.Id, file.WrappedKey), actor);
        await db.SaveChangesAsync(cancel);
        return plan.Id;
    }
}
