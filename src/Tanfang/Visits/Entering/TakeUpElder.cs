using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>Somebody whose sheet came up: with enough to tell people of one name apart.</summary>
public sealed record FoundElder(Guid Id, string Name, DateOnly BirthDate, string Place, bool IsInBatch);

/// <summary>找人: finds by name, pinyin or initials whose sheet this is and lays it on the desk, adding it to the batch when it is not there.</summary>
public sealed class TakeUpElder(TanfangDb db, WriteGate gate, DivisionLookup divisions, OpenBatch opening)
{
    /// <summary>As many as there are digits to choose by.</summary>
    public const int Most = 9;

    /// <summary>Those of the batch first, then by place. A person who has left is found too: the sheet may be older.</summary>
    public async Task<IReadOnlyList<FoundElder>> Find(
        CurrentUser user,
        EntryBatch batch,
        string? text,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var rows = await db.EldersOf(user.Scope)
            .AsNoTracking()
            .Where(e => e.WrappedKey != null)
            .Named(db, text)
            .Select(e => new
            {
                e.Id,
                e.Name,
                e.BirthDate,
                e.HomeId,
                IsIn = db.EntrySheets.Any(s => s.BatchId == batch.Id && s.ElderId == e.Id),
            })
            .OrderBy(e => e.IsIn ? 0 : 1)
            .ThenBy(e => e.HomeId)
            .ThenBy(e => e.Name)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(cancel);
        var places = await divisions.Named(rows.Select(r => r.HomeId), cancel);
        return [.. rows.Select(r => new FoundElder(r.Id, r.Name, r.BirthDate, places[r.HomeId].Path, r.IsIn))];
    }

    /// <param name="printed">The printed sheet that lies there, when its code was read.</param>
    /// <returns>False when the batch is closed or out of reach, or the person is.</returns>
    public Task<bool> Run(
        CurrentUser user,
        Guid batchId,
        Guid elderId,
        CancellationToken cancel,
        Guid? printed = null
    ) =>
        gate.Write(
            db,
            async () =>
            {
                if (!db.IsSqlite)
                    await db.Database.ExecuteSqlAsync(
                        $"select 1 from entry_batches where id = {batchId} for update",
                        cancel
                    );
                var batch = await db.EntryBatchesOf(user).SingleOrDefaultAsync(b => b.Id == batchId, cancel);
                if (batch is not { IsOpen: true })
                    return false;
                var sheets = db.EntrySheets.Where(s => s.BatchId == batchId);
                if (await sheets.SingleOrDefaultAsync(s => s.ElderId == elderId, cancel) is { } there)
                {
                    there.PrintedSheetId = there.IsDone ? there.PrintedSheetId : printed ?? there.PrintedSheetId;
                    await db.SaveChangesAsync(cancel);
                    return true;
                }

                if (!await db.EldersOf(user.Scope).AnyAsync(e => e.Id == elderId && e.WrappedKey != null, cancel))
                    return false;
                var last = await sheets.MaxAsync(s => (int?)s.Place, cancel) ?? 0;
                db.EntrySheets.Add(opening.Sheet(batchId, elderId, last + 1, printed));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
}
