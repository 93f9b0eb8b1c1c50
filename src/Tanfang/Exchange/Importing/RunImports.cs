using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>
/// Runs confirmed imports one after the other, whoever looks on. After a restart it takes up what waits and what was cut off:
/// nothing of a cut-off import is in the store, so it simply begins anew.
/// </summary>
internal sealed class RunImports(
    IServiceScopeFactory scopes,
    ImportProgress progress,
    TimeProvider clock,
    ILogger<RunImports> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Next(stoppingToken) is { } job)
                {
                    await Run(job, stoppingToken);
                }

                await progress.Wait(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The store cannot be reached; imports wait for it, the rest of the office goes on.
                log.LogError("imports cannot be looked up: {Kind}", failure.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Guid?> Next(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        return await db
            .ImportJobs.Where(j => j.State == ImportState.Waiting || j.State == ImportState.Running)
            .OrderBy(j => j.CreatedAt)
            .Select(j => (Guid?)j.Id)
            .FirstOrDefaultAsync(cancel);
    }

    private async Task Run(Guid id, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var db = services.GetRequiredService<TanfangDb>();
            await db
                .ImportJobs.Where(j => j.Id == id && j.State == ImportState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ImportState.Running), cancel);
            var job = await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == id, cancel);
            if (job is { State: ImportState.Running } && job.OpenFile(services.GetRequiredService<Vault>()) is { } file)
            {
                // The import is the act of whoever confirmed it. Until people sign in that is the one local user.
                var user = CurrentUser.Local;
                await services
                    .GetRequiredService<ImportElders>()
                    .Run(
                        id,
                        job.FileWith(services.GetRequiredService<Vault>(), file),
                        user.Scope,
                        user.Actor,
                        (done, all) => progress.Report(id, done, all),
                        cancel
                    );
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The message may quote a row; the kind of failure does not.
            log.LogError("import {Job} failed: {Kind}", id, failure.GetType().Name);
            await Fail(id, failure, cancel);
        }
        finally
        {
            progress.Forget(id);
        }
    }

    private async Task Fail(Guid id, Exception failure, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().Now();
        var problem = failure is Reading.UnreadableFileException refused
            ? $"{refused.Message}。{refused.Remedy}"
            : "导入没有完成，一行也没有写入。可以再试一次；仍不成功请把运行日志交给管理员";
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
