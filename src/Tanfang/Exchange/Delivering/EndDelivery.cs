using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>结束核对 makes a list the one with which the next is compared; 退回 gives it back as if it had never come.</summary>
public sealed class EndDelivery(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    private static readonly Refusal Gone = new("delivery.gone", "这份名单正在比对，或已经结束核对、退回", "请刷新列表");

    public Task<Result<Guid>> Close(Guid id, CurrentUser user, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await Open(id, user.Scope, cancel) is not { } delivery)
                {
                    return Gone;
                }

                await TakeOver(delivery, cancel);
                await End(delivery, DeliveryState.Closed, user.Actor, cancel);
                return id;
            },
            cancel
        );

    /// <summary>Only while nothing of it was accepted: that has to be taken back first.</summary>
    public Task<Result<Guid>> Drop(Guid id, CurrentUser user, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await InHand(id, user.Scope, cancel) is not { } delivery)
                {
                    return Gone;
                }

                var lines = db.DeliveryDifferences.Where(d => d.DeliveryId == id);
                var accepted = await lines.CountAsync(d => d.Decision == DifferenceDecision.Accepted, cancel);
                if (accepted > 0)
                {
                    return new Refusal(
                        "delivery.accepted",
                        $"已经接受了 {accepted} 条，不能退回",
                        "请先逐条撤回，或“结束核对”"
                    );
                }

                await lines.ExecuteDeleteAsync(cancel);
                await db.DeliveredRows.Where(r => r.DeliveryId == id).ExecuteDeleteAsync(cancel);
                await End(delivery, DeliveryState.Dropped, user.Actor, cancel);
                return id;
            },
            cancel
        );

    /// <summary>
    /// Of the last list those people with a file stay who are not in this one and of whom nobody has said that they are gone: they would otherwise
    /// never be asked about again. Its other rows have done their work.
    /// </summary>
    private async Task TakeOver(Delivery delivery, CancellationToken cancel)
    {
        var id = delivery.Id;
        var earlier = db.Accepted(delivery.Source, delivery.AreaId).Select(d => d.Id);
        var before = db.DeliveredRows.Where(r => earlier.Contains(r.DeliveryId));
        var settled = db
            .DeliveryDifferences.Where(d =>
                d.DeliveryId == id
                && d.Kind == DifferenceKind.Missing
                && (d.Decision == DifferenceDecision.Accepted || d.Decision == DifferenceDecision.Moot)
            )
            .Select(d => d.RowId);
        await before
            .Where(r =>
                settled.Contains(r.Id)
                || db.DeliveredRows.Any(n => n.DeliveryId == id && n.NumberIndex == r.NumberIndex)
                || !db.Elders.Any(e => e.IdNumberIndex == r.NumberIndex && e.LeftOn == null)
            )
            .ExecuteDeleteAsync(cancel);
        await before.ExecuteUpdateAsync(set => set.SetProperty(r => r.DeliveryId, id), cancel);
        await db
            .DeliveryDifferences.Where(d => d.DeliveryId == id && d.Effects != null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Effects, (byte[]?)null), cancel);
    }

    /// <summary>Not while it is being compared.</summary>
    private Task<Delivery?> InHand(Guid id, Scope scope, CancellationToken cancel) =>
        db.DeliveriesOf(scope)
            .SingleOrDefaultAsync(
                d =>
                    d.Id == id
                    && d.State != DeliveryState.Closed
                    && d.State != DeliveryState.Dropped
                    && d.State != DeliveryState.Running,
                cancel
            );

    private Task<Delivery?> Open(Guid id, Scope scope, CancellationToken cancel) =>
        db.DeliveriesOf(scope).SingleOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Open, cancel);

    private async Task End(Delivery delivery, DeliveryState state, Actor actor, CancellationToken cancel)
    {
        delivery.End(state, actor, clock.Now());
        var act = state == DeliveryState.Closed ? "delivery.closed" : "delivery.dropped";
        db.Changes.Add(ChangeEntry.Of(actor, clock, act, delivery.Id.ToString("N")));
        await db.SaveChangesAsync(cancel);
    }
}
