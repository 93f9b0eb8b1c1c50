using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Screening.Following;
using Tanfang.Shared;

namespace Tanfang.Screening.Closing;

/// <summary>结束排查: only when every household is answered or excused and no village is silent.</summary>
public sealed class CloseRound(TanfangDb db, WriteGate gate, ReadRound read, TimeProvider clock)
{
    private const int Shown = 10;

    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid id, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (await read.Run(scope, id, cancel) is not { } view)
                {
                    return Unknown;
                }

                var open = view.Villages.Where(v => !v.Figures.IsComplete).ToList();
                return open.Count > 0
                    ? new Refusal(
                        "screening.unanswered",
                        $"还有 {view.Total.Open} 户未答、{view.Total.Silent} 个村（社区）未报告：{Names(open)}",
                        "请逐户作答或写明原因免答；确实没有的，由村（社区）报告“没有特殊困难老年人”"
                    )
                    : await End(scope, actor, id, null, cancel);
            },
            cancel
        );

    /// <summary>撤销: it was opened by mistake. What was answered stays.</summary>
    public async Task<Result<Guid>> GiveUp(
        Scope scope,
        Actor actor,
        Guid id,
        string? reason,
        CancellationToken cancel
    ) =>
        string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > 200
            ? new Refusal("screening.reason", "没有写撤销的原因，或超过 200 个字", "请写明原因", "reason")
            : await gate.Write(db, () => End(scope, actor, id, reason.Trim(), cancel), cancel);

    private static Refusal Unknown { get; } = new("screening.unknown", "找不到这一轮排查", "请从列表重新打开");

    private async Task<Result<Guid>> End(Scope scope, Actor actor, Guid id, string? reason, CancellationToken cancel)
    {
        var round = await db.RoundsOf(scope).SingleOrDefaultAsync(r => r.Id == id, cancel);
        var county = await db.Divisions.SingleOrDefaultAsync(d => round != null && d.Id == round.DivisionId, cancel);
        if (round is null || county is null || !scope.Covers(county))
        {
            return Unknown;
        }

        if (!round.IsOpen)
        {
            return new Refusal("screening.closed", "这一轮排查已经结束", "");
        }

        (round.ClosedAt, round.ClosedBy, round.CancelReason) = (clock.Now(), actor.Id, reason);
        var action = reason is null ? "screening.closed" : "screening.cancelled";
        db.Changes.Add(ChangeEntry.Of(actor, clock, action, id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return id;
    }

    private static string Names(List<VillageFigures> open) =>
        string.Join(
            "、",
            open.Take(Shown).Select(v => v.Figures.Open > 0 ? $"{v.Village.Name} {v.Figures.Open} 户" : v.Village.Name)
        ) + (open.Count > Shown ? $" 等 {open.Count} 个村（社区）" : "");
}
