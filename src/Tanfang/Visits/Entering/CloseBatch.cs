using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>结束这批: what was not entered stays undone. Scans go, or those that lay beside an entered sheet are kept with its record.</summary>
public sealed class CloseBatch(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public Task<Result<EntryBatch>> Run(CurrentUser user, Guid batchId, bool keepScans, CancellationToken cancel) =>
        gate.Write(db, () => Close(user, batchId, keepScans, cancel), cancel);

    private async Task<Result<EntryBatch>> Close(
        CurrentUser user,
        Guid batchId,
        bool keepScans,
        CancellationToken cancel
    )
    {
        var batch = await db.EntryBatchesOf(user).SingleOrDefaultAsync(b => b.Id == batchId, cancel);
        if (batch is not { IsOpen: true })
            return new Refusal("batch-closed", "这批补录已经结束", "");
        var typed = await db.EntrySheets.CountAsync(
            s => s.BatchId == batchId && s.State == EntrySheetState.Waiting && s.Draft != null,
            cancel
        );
        if (typed > 0)
            return new Refusal("drafts-left", $"还有 {typed} 张表填了一部分，没有录入", "请录完，或跳过并写明原因");
        var kept = keepScans ? await KeepWithRecords(user, batchId, cancel) : 0;
        var deleted = await db
            .PaperScans.Where(s => s.BatchId == batchId && s.VisitId == null)
            .ExecuteDeleteAsync(cancel);
        await db
            .EntrySheets.Where(s => s.BatchId == batchId && s.Draft != null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Draft, (byte[]?)null).SetProperty(s => s.DraftAt, (DateTimeOffset?)null),
                cancel
            );
        batch.ClosedAt = clock.Now();
        db.Changes.Add(
            ChangeEntry.Of(
                user.Actor,
                clock,
                "entry.closed",
                batchId.ToString("N"),
                $"scansKept={kept},scansDeleted={deleted}"
            )
        );
        await db.SaveChangesAsync(cancel);
        return batch;
    }

    /// <summary>From now on they are the elder's: sealed under the elder's key, gone when the file is erased. One at a time: they are large.</summary>
    private async Task<int> KeepWithRecords(CurrentUser user, Guid batchId, CancellationToken cancel)
    {
        var done = await db
            .EntrySheets.AsNoTracking()
            .Where(s => s.BatchId == batchId && s.ScanId != null)
            .Where(s => s.State == EntrySheetState.Entered || s.State == EntrySheetState.Attempt)
            .Join(
                db.EldersOf(user.Scope).Where(e => e.WrappedKey != null),
                s => s.ElderId,
                e => e.Id,
                (sheet, elder) => new { Sheet = sheet, Elder = elder }
            )
            .OrderBy(x => x.Sheet.Place)
            .ToListAsync(cancel);
        var kept = 0;
        foreach (var x in done)
        {
            var scan = await db.PaperScans.SingleOrDefaultAsync(
                s => s.Id == x.Sheet.ScanId && s.BatchId == batchId && s.VisitId == null,
                cancel
            );
            if (scan is null)
                continue;
            var file = EntrySeals.OpenScan(vault.StoreSeal, scan);
            scan.File = EntrySeals.CloseScan(vault.SealOf(x.Elder), scan.Id, file);
            (scan.ElderId, scan.VisitId) = (x.Elder.Id, x.Sheet.RecordId);
            await db.SaveChangesAsync(cancel);
            db.Entry(scan).State = EntityState.Detached;
            kept++;
        }

        return kept;
    }
}
