using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>
/// Prepares print jobs one after the other, whoever looks on. After a restart it goes on at the sheet where it stopped. Drops
/// documents whose seven days are over.
/// </summary>
internal sealed class RunPrints(
    IServiceScopeFactory scopes,
    PrintProgress progress,
    StoreOptions store,
    TimeProvider clock,
    ILogger<RunPrints> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        MakePdf.CleanUp(store);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Next(stoppingToken) is { } job)
                    await Run(job, stoppingToken);
                using var hour = new CancellationTokenSource(Sweep, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, hour.Token);
                await progress.Wait(either.Token);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                // An hour without work.
            }
            catch (Exception failure)
            {
                // The store cannot be reached; prints wait for it, the rest of the office goes on.
                log.LogError("print jobs cannot be looked up: {Kind}", failure.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Guid?> Next(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DropDocuments>().Outdated(cancel);
        return await scope
            .ServiceProvider.GetRequiredService<TanfangDb>()
            .PrintJobs.Where(j => j.State == PrintState.Waiting || j.State == PrintState.Running)
            .OrderBy(j => j.CreatedAt)
            .Select(j => (Guid?)j.Id)
            .FirstOrDefaultAsync(cancel);
    }

    private async Task Run(Guid id, CancellationToken office)
    {
        var cancel = progress.Begin(id, office).Token;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PrintSheets>().Run(id, cancel);
        }
        catch (OperationCanceledException) when (!office.IsCancellationRequested)
        {
            log.LogInformation("print job {Job} was cancelled", id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The message may quote a row; the kind of failure does not.
            log.LogError("print job {Job} failed: {Kind}", id, failure.GetType().Name);
            await Fail(id, office);
        }
        finally
        {
            progress.End(id);
        }
    }

    private async Task Fail(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now();
        await scope
            .ServiceProvider.GetRequiredService<TanfangDb>()
            .PrintJobs.Where(j => j.Id == id && j.State == PrintState.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.State, PrintState.Failed)
                        .SetProperty(j => j.Problem, "没有做完。可以接着做；仍不成功请把运行日志交给管理员")
                        .SetProperty(j => j.FinishedAt, now),
                cancel
            );
    }
}
