using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>暂存: keeps a sheet as typed so far, sealed, in place of the draft before. What the clerk typed is checked when it is saved, not here.</summary>
public sealed class KeepDraft(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    /// <param name="seen">The version the clerk typed over; null when the sheet is being saved: then it is kept in any case.</param>
    /// <returns>The sheet as it stands now.</returns>
    public async Task<Result<EntrySheet>> Run(
        CurrentUser user,
        Guid batchId,
        Guid elderId,
        int? seen,
        PaperSheet paper,
        CancellationToken cancel
    )
    {
        try
        {
            return await gate.Write(db, () => Keep(user, batchId, elderId, seen, paper, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return TypedElsewhere;
        }
    }

    private static Refusal TypedElsewhere { get; } =
        new("draft-newer", "另一处也在录这张表，那边刚暂存过", "请刷新本页，看那边填的内容");

    private async Task<Result<EntrySheet>> Keep(
        CurrentUser user,
        Guid batchId,
        Guid elderId,
        int? seen,
        PaperSheet paper,
        CancellationToken cancel
    )
    {
        db.ChangeTracker.Clear();
        if (await db.FindEntrySheet(user, batchId, elderId, cancel) is not var (batch, sheet, elder))
            return new Refusal("sheet-not-found", "没有这张表，或不在本人的工作范围内", "");
        if (!batch.IsOpen)
            return new Refusal("batch-closed", "这批补录已经结束", "请另开一批");
        if (sheet.IsDone)
            return new Refusal("sheet-done", "这张表已经录入", "要改请打开那份记录，用“更正”");
        if (seen is { } version && version != sheet.Version)
            return TypedElsewhere;
        var draft = paper.ToDraft();
        if (draft.Length > PaperSheet.LargestDraft)
            return new Refusal("draft-long", "填写的文字太长", "请缩短需求或建议");
        // The record begins when its first field is typed; taken up on another day, it is of that day.
        if (sheet.Draft is null || ChinaTime.DayOf(DeskRecord.OpenedAt(sheet.RecordId)) != clock.Today())
            sheet.RecordId = DeskRecord.NewId(clock);
        sheet.Draft = EntrySeals.CloseDraft(vault.SealOf(elder), batchId, draft);
        (sheet.DraftAt, sheet.State, sheet.SkipReason) = (clock.Now(), EntrySheetState.Waiting, null);
        var scan = await ScansBeside
            .Of(db, sheet)
            .Where(s => s.Id == paper.Scan)
            .Select(s => new { s.Id, s.SheetId })
            .SingleOrDefaultAsync(cancel);
        sheet.ScanId = scan?.Id;
        // A scan that is filed with a printed sheet says which one is being copied.
        sheet.PrintedSheetId = scan?.SheetId ?? sheet.PrintedSheetId;
        sheet.Version++;
        await db.SaveChangesAsync(cancel);
        return sheet;
    }
}
