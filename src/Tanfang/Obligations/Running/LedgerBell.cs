namespace Tanfang.Obligations.Running;

/// <summary>Rung when there is work for the ledger's keeper before its time.</summary>
public sealed class LedgerBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        if (rung.CurrentCount == 0)
        {
            try
            {
                rung.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else rang at the same moment; once is enough.
            }
        }
    }

    /// <summary>Waits until it rings or the time has passed; ends quietly when the office closes.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider clock, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ring = rung.WaitAsync(either.Token);
        var nap = Task.Delay(longest, clock, either.Token);
        await Task.WhenAny(ring, nap);
        await either.CancelAsync();
        await Task.WhenAll(Quietly(ring), Quietly(nap));
    }

    public void Dispose() => rung.Dispose();

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Either the other one came first or the office closes.
        }
    }
}
