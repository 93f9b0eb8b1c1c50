using System.Data.Common;
using Tanfang.Data;

namespace Tanfang.Audit.Chaining;

/// <summary>While serving: no row waits longer than this for its batch, and the last ones get theirs at the end.</summary>
internal sealed class SealWhileServing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SealWhileServing> log)
    : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private bool fits = true;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Seal();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                await Seal();
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The end; StopAsync seals once more.
        }
    }

    private async Task Seal()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var anchor = scope.ServiceProvider.GetRequiredService<KeepAnchor>();
            var seal = scope.ServiceProvider.GetRequiredService<SealRows>();
            await anchor.Begin(CancellationToken.None);
            int rows;
            do
            {
                rows = await seal.Run(CancellationToken.None);
                Tell(await anchor.Run(CancellationToken.None));
            } while (rows == SealRows.LargestBatch);
        }
        catch (ObjectDisposedException)
        {
            // The host went without being stopped.
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or StoreException
                || (e as DbException ?? e.InnerException) is DbException
            )
        {
            log.LogWarning("the audit trail could not be sealed: {Problem}", e.GetType().Name);
        }
    }

    private void Tell(bool now)
    {
        if (fits && !now)
        {
            log.LogWarning("the audit anchor and the store do not fit together: run `tanfang audit verify`");
        }

        fits = now;
    }
}
