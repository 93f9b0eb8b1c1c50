using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>Which plan an act is about, and the version and the form it was typed into.</summary>
public sealed record PlanAct(Guid ElderId, Guid PlanId, int Number, string? Form);

/// <summary>The one way to a further version: on the version that was shown, once for each form, the one before stays readable.</summary>
public sealed class ChangePlan(TanfangDb db, WriteGate gate, Vault vault, ReadPlans plans, TimeProvider clock)
{
    /// <param name="next">The version to write, judged by the plan as it is.</param>
    /// <returns>The plan's id.</returns>
    public async Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        PlanAct act,
        Func<PlanOpened, Task<Result<PlanDraft>>> next,
        CancellationToken cancel
    )
    {
        try
        {
            return await gate.Write(db, () => Write(scope, actor, act, next, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PlanTarget.Stale;
        }
    }

    private async Task<Result<Guid>> Write(
        Scope scope,
        Actor actor,
        PlanAct act,
        Func<PlanOpened, Task<Result<PlanDraft>>> next,
        CancellationToken cancel
    )
    {
        var found = await new PlanTarget(db).Plan(scope, act.ElderId, act.PlanId, act.Number, act.Form, cancel);
        if (!found.Succeeded)
        {
            return found.Refusals.ToList();
        }

        var (plan, file, isWritten) = found.Value;
        if (isWritten)
        {
            return plan.Id;
        }

        var draft = await next((await plans.One(plan.Id, cancel))!);
        if (!draft.Succeeded)
        {
            return draft.Refusals.ToList();
        }

        new AppendVersion(db, clock).Run(plan, draft.Value, vault.SealOf(file.Id, file.WrappedKey), actor);
        await db.SaveChangesAsync(cancel);
        return plan.Id;
    }
}
