using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>A batch is seen by whoever opened it and by those who see all of its place; each elder in it by the scope, as everywhere.</summary>
public static class EntryBatchesInScope
{
    public static IQueryable<EntryBatch> EntryBatchesOf(this TanfangDb db, CurrentUser user)
    {
        if (user.Scope.IsEverything)
        {
            return db.EntryBatches;
        }

        var (places, actor) = (db.Divisions.Within(user.Scope), user.Actor.Id);
        return db.EntryBatches.Where(b => b.CreatedBy == actor || places.Any(d => d.Id == b.DivisionId));
    }

    /// <summary>One sheet with its batch and its elder; null when one of them is out of reach, or the elder's file was erased.</summary>
    public static async Task<OpenSheet?> FindEntrySheet(
        this TanfangDb db,
        CurrentUser user,
        Guid batchId,
        Guid elderId,
        CancellationToken cancel
    )
    {
        var batch = await db.EntryBatchesOf(user).SingleOrDefaultAsync(b => b.Id == batchId, cancel);
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        var sheet = await db.EntrySheets.SingleOrDefaultAsync(
            s => s.BatchId == batchId && s.ElderId == elderId,
            cancel
        );
        return batch is null || sheet is null || elder?.WrappedKey is null ? null : new OpenSheet(batch, sheet, elder);
    }
}

/// <summary>A sheet that lies on the desk. Batch and sheet are tracked.</summary>
public sealed record OpenSheet(EntryBatch Batch, EntrySheet Sheet, Elder Elder);
