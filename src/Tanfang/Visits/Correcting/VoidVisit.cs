using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Correcting;

/// <summary>作废: the record stays with its reason and its 第 n 次, and counts for nothing from now on.</summary>
public sealed class VoidVisit(TanfangDb db, WriteGate gate, TimeProvider clock, ReconcileElders reconcile)
{
    public const int LongestReason = 200;

    public Task<Result<Visit>> Run(CurrentUser user, Guid visitId, string? reason, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var result = await Close(user, visitId, reason?.Trim(), cancel);
                if (result is { Succeeded: true, Value.IsAttempt: false })
                {
                    await reconcile.Run([result.Value.ElderId], cancel);
                    await db.SaveChangesAsync(cancel);
                }

                return result;
            },
            cancel
        );

    private async Task<Result<Visit>> Close(CurrentUser user, Guid visitId, string? reason, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(reason))
            return new Refusal("reason-missing", "没有填写作废原因", "", "reason");
        if (reason.Length > LongestReason || reason.Any(char.IsControl))
            return new Refusal("reason-too-long", $"作废原因应是不超过 {LongestReason} 个字的一行文字", "", "reason");
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlAsync(
                $"select 1 from elders where id = (select elder_id from visits where id = {visitId}) for update",
                cancel
            );
        var elders = db.FilesOf(user.Scope);
        var visit = await db.Visits.SingleOrDefaultAsync(
            v => v.Id == visitId && elders.Any(e => e.Id == v.ElderId),
            cancel
        );
        if (visit is null)
            return new Refusal("visit-not-found", "没有这份记录，或不在本人的工作范围内", "");
        if (!visit.IsOpen)
            return new Refusal("visit-closed", "这份记录已更正或已作废", "请打开最新的那一份");
        visit.ClosedAt = visit.KnownAfter(clock.Now());
        visit.ClosedBy = user.Actor.Id;
        visit.VoidReason = reason;
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "visit.voided", visit.Id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return visit;
    }
}
