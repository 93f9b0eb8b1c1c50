using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Visits.Receiving;

/// <summary>
/// The sheet of a batch that a record was copied from is done, its draft gone, and the printed sheet knows its visit, in the transaction
/// that takes the record in.
/// </summary>
internal static class CloseSheet
{
    public static async Task Of(TanfangDb db, FieldRecord record, DateTimeOffset now, CancellationToken cancel)
    {
        var state = record.Kind == "attempt" ? EntrySheetState.Attempt : EntrySheetState.Entered;
        var closed = await db
            .EntrySheets.Where(s => s.RecordId == record.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.State, state)
                        .SetProperty(s => s.EnteredAt, now)
                        .SetProperty(s => s.SkipReason, (string?)null)
                        .SetProperty(s => s.Draft, (byte[]?)null)
                        .SetProperty(s => s.DraftAt, (DateTimeOffset?)null)
                        .SetProperty(s => s.Version, s => s.Version + 1),
                cancel
            );
        if (closed == 0 || state == EntrySheetState.Attempt)
            return;
        await db
            .PrintedSheets.Where(p => p.VisitId == null)
            .Where(p => db.EntrySheets.Any(s => s.RecordId == record.Id && s.PrintedSheetId == p.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.VisitId, record.Id), cancel);
    }
}
