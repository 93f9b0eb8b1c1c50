using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Imports of elders that somebody has confirmed.</summary>
internal sealed class ConfirmedImports(
    TanfangDb db,
    Vault vault,
    ImportElders import,
    ImportProgress progress,
    TimeProvider clock
) : IWaitingJobs
{
    public Task<Guid?> Next(CancellationToken cancel) =>
        db
            .ImportJobs.Where(j => j.State == ImportState.Waiting || j.State == ImportState.Running)
            .OrderBy(j => j.CreatedAt)
            .Select(j => (Guid?)j.Id)
            .FirstOrDefaultAsync(cancel);

    public async Task Run(Guid id, CancellationToken cancel)
    {
        await db
            .ImportJobs.Where(j => j.Id == id && j.State == ImportState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ImportState.Running), cancel);
        var job = await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == id, cancel);
        if (job is { State: ImportState.Running } && job.OpenFile(vault) is { } file)
        {
            // The import is the act of whoever confirmed it. Until people sign in that is the one local user.
            var user = CurrentUser.Local;
            await import.Run(
                id,
                job.FileWith(vault, file),
                user.Scope,
                user.Actor,
                (done, all) => progress.Report(id, done, all),
                cancel
            );
        }
    }

    public async Task Fail(Guid id, string problem, CancellationToken cancel)
    {
        var now = clock.Now();
        await db
            .ImportJobs.Where(j => j.Id == id && j.State == ImportState.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.State, ImportState.Failed)
                        .SetProperty(j => j.Problem, problem)
                        .SetProperty(j => j.FinishedAt, now),
                cancel
            );
    }
}
