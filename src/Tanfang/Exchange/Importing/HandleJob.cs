using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>What a person does with an import: hand in a file and see what it would do, confirm it, or drop it.</summary>
public sealed class HandleJob(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    ImportElders import,
    ReadSource source,
    ImportProgress progress,
    TimeProvider clock
)
{
    /// <summary>
    /// Keeps the file sealed with the result of its check; nobody's file is touched. One that is not our template and not known again waits for
    /// its columns.
    /// </summary>
    /// <exception cref="Reading.UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<Guid> Check(byte[] file, string name, CurrentUser user, CancellationToken cancel)
    {
        var (map, isUnderstood) = await source.Run(file, name, ElderTargets.Elders, cancel);
        var job = ImportJob.Of(file, name, vault, user.Actor, clock.Now());
        job.ReadBy(map, vault);
        if (isUnderstood)
        {
            job.Take(await import.DryRun(new ElderFile(file, map?.Map), user.Scope, user.Actor, cancel), vault);
        }
        else
        {
            job.State = ImportState.Unmapped;
        }

        return await gate.Write(
            db,
            async () =>
            {
                db.ImportJobs.Add(job);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "import.checked", job.Id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return job.Id;
            },
            cancel
        );
    }

    /// <summary>Lets a checked (or failed) import run. False when it is past that.</summary>
    public async Task<bool> Confirm(Guid id, CurrentUser user, CancellationToken cancel)
    {
        var waits = await Move(id, ImportState.Waiting, "import.confirmed", user, cancel);
        progress.Ring();
        return waits;
    }

    /// <summary>Drops it and its file. False when it runs or is done.</summary>
    public Task<bool> Drop(Guid id, CurrentUser user, CancellationToken cancel) =>
        Move(id, ImportState.Cancelled, "import.cancelled", user, cancel);

    /// <summary>Drops the workbook of the refused rows. False when there is none.</summary>
    public Task<bool> Forget(Guid id, CurrentUser user, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var forgotten = await db.ImportJobsOf(user)
                    .Where(j => j.Id == id && j.State == ImportState.Done && j.File != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(j => j.File, (byte[]?)null), cancel);
                if (forgotten == 1)
                {
                    db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "import.errorsDropped", id.ToString("N")));
                    await db.SaveChangesAsync(cancel);
                }

                return forgotten == 1;
            },
            cancel
        );

    private Task<bool> Move(Guid id, ImportState to, string act, CurrentUser user, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var moved = await db.ImportJobsOf(user)
                    .Where(j =>
                        j.Id == id
                        && (
                            j.State == ImportState.Checked
                            || j.State == ImportState.Failed
                            || (j.State == ImportState.Unmapped && to == ImportState.Cancelled)
                        )
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(j => j.State, to)
                                .SetProperty(j => j.Problem, (string?)null)
                                .SetProperty(j => j.File, j => to == ImportState.Cancelled ? null : j.File),
                        cancel
                    );
                if (moved == 1)
                {
                    db.Changes.Add(ChangeEntry.Of(user.Actor, clock, act, id.ToString("N")));
                    await db.SaveChangesAsync(cancel);
                }

                return moved == 1;
            },
            cancel
        );
}
