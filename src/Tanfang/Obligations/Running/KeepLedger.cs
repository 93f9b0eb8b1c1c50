using Tanfang.Shared;

namespace Tanfang.Obligations.Running;

/// <summary>
/// Keeps the ledger up to date while the office is served: the daily run at start and just after each midnight in China, and what
/// a special time asks of an area as soon as it is entered. What is left to do stands in the store, so that nothing is lost with
/// this process.
/// </summary>
public sealed class KeepLedger(
    IServiceScopeFactory scopes,
    LedgerBell bell,
    TimeProvider clock,
    ILogger<KeepLedger> log
) : BackgroundService
{
    /// <summary>A machine that slept through midnight finds out within this time.</summary>
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var nap = UntilMidnight();
            try
            {
                await Work(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The office closes; what was left undone stands in the store.
                return;
            }
            catch (Exception problem)
            {
                log.LogError(problem, "the daily run failed and is tried again");
                nap = AfterFailure;
            }

            await bell.Wait(nap < LongestNap ? nap : LongestNap, clock, stoppingToken);
        }
    }

    private async Task Work(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var daily = scope.ServiceProvider.GetRequiredService<RunDaily>();
        if (!await daily.IsDone(cancel))
        {
            await daily.Run(cancel);
        }

        await scope.ServiceProvider.GetRequiredService<ReconcileAreas>().Run(cancel);
    }

    private TimeSpan UntilMidnight() =>
        ChinaTime.StartOf(clock.Today().AddDays(1)) - clock.GetUtcNow() + TimeSpan.FromSeconds(1);
}
