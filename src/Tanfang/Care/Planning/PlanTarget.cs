using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>Finds whom or which plan an act is about, and holds the person until the transaction ends.</summary>
internal sealed class PlanTarget(TanfangDb db)
{
    /// <summary>Unknown and out of scope answer alike.</summary>
    public static Refusal Unknown { get; } = new("plan.unknown", "找不到这位老年人或这份方案", "请从台账中重新打开");

    public static Refusal Stale { get; } =
        new("plan.changedMeanwhile", "您填写期间，这份方案已有新的版本", "请对照下面的现行版本，确认后再保存");

    private static readonly Refusal Left = new(
        "plan.left",
        "这位老年人已离开台账，方案已随之结束",
        "离开有误的，请先在档案里重新纳入"
    );

    public async Task<Result<Elder>> Person(Scope scope, Guid elderId, CancellationToken cancel)
    {
        await MergedFiles.Lock(db, [elderId], cancel);
        var elder = await db.EldersOf(scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        return elder?.WrappedKey is null ? Unknown
            : elder.LeftOn is not null ? Left
            : elder;
    }

    /// <summary>The plan, tracked, and the file whose key seals it.</summary>
    /// <param name="number">The version that was shown.</param>
    /// <param name="form">The key of the form; Written: it has written its version already.</param>
    public async Task<Result<(HelpPlan Plan, Elder File, bool Written)>> Plan(
        Scope scope,
        Guid elderId,
        Guid planId,
        int number,
        string? form,
        CancellationToken cancel
    )
    {
        var person = await Person(scope, elderId, cancel);
        if (!person.Succeeded)
        {
            return person.Refusals.ToList();
        }

        var plan = await db.HelpPlans.SingleOrDefaultAsync(p => p.Id == planId && p.PersonId == elderId, cancel);
        if (plan is null)
        {
            return Unknown;
        }

        var file = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == plan.ElderId, cancel);
        var written = await WrittenBy(form, cancel);
        return file.WrappedKey is null ? Unknown
            : written == planId ? (plan, file, true)
            : written is not null ? PlanDraft.Form
            : plan.Number != number ? Stale
            : plan.EndedOn is not null ? new Refusal("plan.ended", "这份方案已经结束", "需要帮扶的请另订新方案")
            : (plan, file, false);
    }

    /// <summary>The plan that this form has written already; null when it has not.</summary>
    public Task<Guid?> WrittenBy(string? form, CancellationToken cancel) =>
        Guid.TryParse(form, out var id)
            ? db.HelpPlanVersions.Where(v => v.Id == id).Select(v => (Guid?)v.PlanId).SingleOrDefaultAsync(cancel)
            : Task.FromResult<Guid?>(null);
}
