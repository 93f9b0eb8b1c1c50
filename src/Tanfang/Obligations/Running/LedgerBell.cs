using System.Threading.Channels;

namespace Tanfang.Obligations.Running;

/// <summary>Rung when there is work for the ledger's keeper before its time.</summary>
public sealed class LedgerBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>However often before it is heard, once is enough.</summary>
    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Waits until it rings or the time has passed; ends quietly when the office closes.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider clock, CancellationToken cancel)
    {
        using var nap = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(nap.Token, cancel);
        try
        {
            await rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The time has passed, or the office closes; whoever waits looks which.
        }
    }
}
