using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>按编号录: the code of a printed sheet lays exactly that elder's sheet on the desk; one that was entered already opens its visit.</summary>
public sealed class TakeUpPrinted(TanfangDb db, WriteGate gate, FindSheet find, TakeUpElder takeUp, TimeProvider clock)
{
    /// <param name="batchId">The batch on the desk; null: the newest of the user's in which the sheet can be entered, else a new one.</param>
    /// <returns>Where the sheet lies.</returns>
    public async Task<Result<string>> Run(CurrentUser user, Guid? batchId, string? code, CancellationToken cancel)
    {
        if (await find.Run(user.Scope, code, cancel) is not { } found)
            return new Refusal("sheet-unknown", FindSheet.WhyNot(code), "", batchId is null ? "Code" : "name");
        if (found.Sheet.VisitId is { } visit)
            return $"/visits/{visit}";
        var batch = batchId ?? await Choose(user, found.PersonId, cancel) ?? await Open(user, cancel);
        if (await Done(batch, found.PersonId, cancel))
            return new Refusal(
                "sheet-second",
                "这位老人在这批里已经录过一张",
                "再录这一张，请到“补录”首页输入编号",
                "name"
            );
        return await takeUp.Run(user, batch, found.PersonId, cancel, found.Sheet.Id)
            ? $"/entry/{batch}/{found.PersonId}"
            : new Refusal("batch-closed", "这批补录已经结束", "请另开一批", "name");
    }

    /// <summary>For whatever comes, sharing nothing yet: each sheet says its own day and mode.</summary>
    private Task<Guid> Open(CurrentUser user, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var batch = new NewBatch(null, null, clock.Today(), null, null).Open(user, clock.Now());
                db.EntryBatches.Add(batch);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "entry.opened", batch.Id.ToString("N"), "sheets=0"));
                await db.SaveChangesAsync(cancel);
                return batch.Id;
            },
            cancel
        );

    private Task<bool> Done(Guid batch, Guid elder, CancellationToken cancel) =>
        db.EntrySheets.AnyAsync(
            s =>
                s.BatchId == batch
                && s.ElderId == elder
                && (s.State == EntrySheetState.Entered || s.State == EntrySheetState.Attempt),
            cancel
        );

    /// <summary>One that lists the elder, before one that takes whatever comes.</summary>
    private Task<Guid?> Choose(CurrentUser user, Guid elder, CancellationToken cancel)
    {
        var sheets = db.EntrySheets.Where(s => s.ElderId == elder);
        var done = sheets.Where(s => s.State == EntrySheetState.Entered || s.State == EntrySheetState.Attempt);
        return db.EntryBatchesOf(user)
            .Where(b => b.ClosedAt == null && b.CreatedBy == user.Actor.Id)
            .Where(b => !done.Any(s => s.BatchId == b.Id))
            .Where(b => sheets.Any(s => s.BatchId == b.Id) || (b.DivisionId == null && b.VisitorId == null))
            .OrderBy(b => sheets.Any(s => s.BatchId == b.Id) ? 0 : 1)
            .ThenByDescending(b => b.CreatedAt)
            .Select(b => (Guid?)b.Id)
            .FirstOrDefaultAsync(cancel);
    }
}
