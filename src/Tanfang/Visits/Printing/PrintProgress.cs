using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Tanfang.Visits.Printing;

/// <summary>The bell that wakes whoever prepares print jobs, and the way to stop the one under way. What must survive is in the store.</summary>
public sealed class PrintProgress
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> running = new();
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Waited for after each sheet of a job (how many are done).</summary>
    public Func<int, CancellationToken, Task> BetweenSheets { get; set; } = (_, _) => Task.CompletedTask;

    public void Ring() => bell.Writer.TryWrite(true);

    public Task Wait(CancellationToken cancel) => bell.Reader.ReadAsync(cancel).AsTask();

    /// <summary>A job is under way; the token stops it when somebody cancels it or the office stops.</summary>
    public CancellationTokenSource Begin(Guid job, CancellationToken office) =>
        running[job] = CancellationTokenSource.CreateLinkedTokenSource(office);

    public void End(Guid job)
    {
        if (running.TryRemove(job, out var source))
            source.Dispose();
    }

    public void Stop(Guid job)
    {
        if (running.TryGetValue(job, out var source))
            source.Cancel();
    }
}
