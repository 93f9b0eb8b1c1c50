using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>跳过: this sheet is not entered now, and why. What was typed stays; the sheet can be taken up again.</summary>
public sealed class SkipSheet(TanfangDb db, WriteGate gate)
{
    public static IReadOnlyList<Choice> Reasons { get; } =
    [
        new("noSheet", "没有这户的表"),
        new("unreadable", "字迹看不清"),
        new("otherPerson", "表上的人对不上"),
        new("later", "以后再录"),
    ];

    public Task<Result<EntrySheet>> Run(
        CurrentUser user,
        Guid batchId,
        Guid elderId,
        string? reason,
        CancellationToken cancel
    ) =>
        gate.Write<Result<EntrySheet>>(
            db,
            async () =>
            {
                if (await db.FindEntrySheet(user, batchId, elderId, cancel) is not var (batch, sheet, _))
                    return new Refusal("sheet-not-found", "没有这张表，或不在本人的工作范围内", "");
                if (!batch.IsOpen || sheet.IsDone)
                    return new Refusal("sheet-done", "这张表已经录入，或这批已经结束", "");
                if (Reasons.All(r => r.Code != reason))
                    return new Refusal("reason-missing", "没有选跳过的原因", "", "skip");
                (sheet.State, sheet.SkipReason) = (EntrySheetState.Skipped, reason);
                sheet.Version++;
                await db.SaveChangesAsync(cancel);
                return sheet;
            },
            cancel
        );
}
