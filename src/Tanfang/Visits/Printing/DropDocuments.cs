using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>Takes documents away: the PDF file and what stood on each sheet. Codes and the way of the copies stay: the paper is out there.</summary>
public sealed class DropDocuments(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <summary>False when there is no document to drop.</summary>
    public Task<bool> Run(Guid id, CurrentUser user, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (await Drop([id], cancel) == 0)
                    return false;
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "print.dropped", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );

    /// <summary>Documents whose seven days are over, and choices that nobody followed up.</summary>
    public async Task Outdated(CancellationToken cancel)
    {
        var before = clock.Now() - PrintJob.Kept;
        var ended = await db
            .PrintJobs.Where(j => j.FinishedAt < before && (j.State == PrintState.Done || j.State == PrintState.Failed))
            .Select(j => j.Id)
            .ToListAsync(cancel);
        var forgotten = await db
            .PrintJobs.Where(j => j.CreatedAt < before && j.State == PrintState.Chosen)
            .Select(j => j.Id)
            .ToListAsync(cancel);
        if (ended.Count + forgotten.Count == 0)
            return;
        await gate.Write(
            db,
            async () =>
            {
                await Drop(ended, cancel);
                await db.PrintedSheets.Where(s => forgotten.Contains(s.JobId)).ExecuteDeleteAsync(cancel);
                await db.PrintJobs.Where(j => forgotten.Contains(j.Id)).ExecuteDeleteAsync(cancel);
            },
            cancel
        );
    }

    private async Task<int> Drop(List<Guid> ids, CancellationToken cancel)
    {
        var dropped = await db
            .PrintJobs.Where(j => ids.Contains(j.Id) && (j.State == PrintState.Done || j.State == PrintState.Failed))
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, PrintState.Dropped).SetProperty(j => j.PdfSize, (int?)null),
                cancel
            );
        await db.PrintFiles.Where(f => ids.Contains(f.JobId)).ExecuteDeleteAsync(cancel);
        await db
            .PrintedSheets.Where(s => ids.Contains(s.JobId) && s.Form != null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Form, (byte[]?)null), cancel);
        return dropped;
    }
}
