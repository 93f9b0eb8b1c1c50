using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>What a person does with a print job: let it begin, stop it, ask for its PDF file again.</summary>
public sealed class HandlePrint(TanfangDb db, WriteGate gate, PrintProgress progress, TimeProvider clock)
{
    /// <summary>Lets a chosen job run. False when it is past that.</summary>
    public async Task<bool> Start(Guid id, bool filled, DateOnly? month, CurrentUser user, CancellationToken cancel)
    {
        var moved = await Move(
            id,
            [PrintState.Chosen],
            "print.started",
            user,
            jobs =>
                jobs.ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(j => j.State, PrintState.Waiting)
                            .SetProperty(j => j.Filled, filled)
                            .SetProperty(j => j.Month, filled ? month : null),
                    cancel
                ),
            cancel
        );
        progress.Ring();
        return moved;
    }

    /// <summary>Takes up a failed job where it stopped, or asks for the PDF file that could not be made. False when there is nothing to do.</summary>
    public async Task<bool> Again(Guid id, CurrentUser user, CancellationToken cancel)
    {
        var moved = await Move(
            id,
            [PrintState.Failed, PrintState.Done],
            "print.again",
            user,
            jobs =>
                jobs.Where(j => j.PdfSize == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(j => j.State, PrintState.Waiting)
                                .SetProperty(j => j.Problem, (string?)null)
                                .SetProperty(j => j.FinishedAt, (DateTimeOffset?)null),
                        cancel
                    ),
            cancel
        );
        progress.Ring();
        return moved;
    }

    /// <summary>Stops it; no code of its sheets opens anything, for nothing of it is on paper. False when it has ended.</summary>
    public async Task<bool> Cancel(Guid id, CurrentUser user, CancellationToken cancel)
    {
        var now = clock.Now();
        var moved = await Move(
            id,
            [PrintState.Chosen, PrintState.Waiting, PrintState.Running],
            "print.cancelled",
            user,
            async jobs =>
            {
                var stopped = await jobs.ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.State, PrintState.Cancelled).SetProperty(j => j.FinishedAt, now),
                    cancel
                );
                if (stopped == 1)
                    await Revoke(id, now, cancel);
                return stopped;
            },
            cancel
        );
        progress.Stop(id);
        return moved;
    }

    private Task<int> Revoke(Guid id, DateTimeOffset now, CancellationToken cancel) =>
        db
            .PrintedSheets.Where(s => s.JobId == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.RevokedAt, now).SetProperty(s => s.Form, (byte[]?)null),
                cancel
            );

    private Task<bool> Move(
        Guid id,
        PrintState[] from,
        string act,
        CurrentUser user,
        Func<IQueryable<PrintJob>, Task<int>> change,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                if (await change(db.PrintJobs.Where(j => j.Id == id && from.Contains(j.State))) == 0)
                    return false;
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, act, id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
}
