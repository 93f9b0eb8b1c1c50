namespace Tanfang.Data.Opening;

/// <summary>While serving, writes down every few seconds how far the store has come, and once more at the end.</summary>
internal sealed class RememberEpoch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RememberEpoch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await Ticks(timer, stoppingToken))
        {
            await Remember();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Remember();
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Remember()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Epoch>().Remember(CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The host went without being stopped.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogWarning("the epoch file could not be written: {Problem}", e.GetType().Name);
        }
    }
}
