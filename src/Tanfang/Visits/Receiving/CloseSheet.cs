using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Visits.Receiving;

/// <summary>The sheet of a batch that a record was copied from is done, and its draft gone, in the transaction that takes the record in.</summary>
internal static class CloseSheet
{
    public static Task Of(TanfangDb db, FieldRecord record, DateTimeOffset now, CancellationToken cancel)
    {
        var state = record.Kind == "attempt" ? EntrySheetState.Attempt : EntrySheetState.Entered;
        return db
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
    }
}
