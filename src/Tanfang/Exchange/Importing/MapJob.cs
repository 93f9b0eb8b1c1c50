using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Mapping;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Says how the file of a job is read, keeps that under its name, and checks the file so. Nobody's file is touched.</summary>
public sealed class MapJob(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    KeepMaps maps,
    ImportElders import,
    TimeProvider clock
)
{
    /// <summary>False when the job is past that.</summary>
    /// <exception cref="Reading.UnreadableFileException">The file cannot be read so.</exception>
    public async Task<bool> Run(Guid id, SheetMap map, string name, CurrentUser user, CancellationToken cancel)
    {
        if (
            await db.ImportJobsOf(user).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel) is not { } seen
            || !CanBeMapped(seen)
            || seen.OpenFile(vault) is not { } file
        )
        {
            return false;
        }

        var report = await import.DryRun(new ElderFile(file, map), user.Scope, user.Actor, cancel);
        await maps.Keep(name, map, user.Actor, cancel);
        return await gate.Write(
            db,
            async () =>
            {
                db.ChangeTracker.Clear();
                var job = await db.ImportJobs.SingleAsync(j => j.Id == id, cancel);
                if (!CanBeMapped(job))
                {
                    return false;
                }

                job.ReadBy(new ImportJob.JobMap(map, name, IsKnownAgain: false), vault);
                job.Take(report, vault);
                (job.State, job.Problem) = (ImportState.Checked, null);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "import.mapped", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return true;
            },
            cancel
        );
    }

    public static bool CanBeMapped(ImportJob job) =>
        job.File is not null && job.State is ImportState.Unmapped or ImportState.Checked or ImportState.Failed;
}
