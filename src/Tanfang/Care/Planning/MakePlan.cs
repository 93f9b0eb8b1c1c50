using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>制定帮扶方案: one in force for one person.</summary>
public sealed class MakePlan(TanfangDb db, WriteGate gate, Vault vault, PlanWords words, TimeProvider clock)
{
    /// <returns>The plan's id.</returns>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid elderId, PlanForm form, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var target = new PlanTarget(db);
                var found = await target.Person(scope, elderId, cancel);
                if (!found.Succeeded)
                {
                    return found.Refusals.ToList();
                }

                if (await target.WrittenBy(form.Id, cancel) is { } made)
                {
                    return made;
                }

                if (await db.HelpPlans.AnyAsync(p => p.PersonId == elderId && p.EndedOn == null, cancel))
                {
                    return new Refusal("plan.exists", "已有一份在用的帮扶方案", "请复核或调整那一份，或先结束它");
                }

                var read = ReadPlanForm.Run(form, isNew: true);
                if (!read.Succeeded)
                {
                    return read.Refusals.ToList();
                }

                var draft = read.Value with
                {
                    Measures = [.. read.Value.Measures.Select(m => m with { Origin = null })],
                };
                var working = await db.Working(scope, clock.Today(), draft, cancel);
                var guards = new PlanGuards(clock.Today(), words.ReviewMonths, working);
                if (guards.Run(draft, null) is { Count: > 0 } refusals)
                {
                    return refusals;
                }

                var plan = new HelpPlan
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    ElderId = elderId,
                    PersonId = elderId,
                    MadeOn = draft.On,
                };
                db.HelpPlans.Add(plan);
                new AppendVersion(db, clock).Run(
                    plan,
                    draft,
                    vault.SealOf(found.Value.Id, found.Value.WrappedKey),
                    actor
                );
                await db.SaveChangesAsync(cancel);
                return plan.Id;
            },
            cancel
        );
}
