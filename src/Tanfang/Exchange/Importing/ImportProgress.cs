using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Tanfang.Exchange.Importing;

/// <summary>How far running imports are, and the bell that wakes the one who runs them. What must survive is in the job's row.</summary>
public sealed class ImportProgress
{
    private readonly ConcurrentDictionary<Guid, (int Done, int Total)> running = new();
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => bell.Writer.TryWrite(true);

    public Task Wait(CancellationToken cancel) => bell.Reader.ReadAsync(cancel).AsTask();

    public void Report(Guid job, int done, int total) => running[job] = (done, total);

    public void Forget(Guid job) => running.TryRemove(job, out _);

    public (int Done, int Total)? Of(Guid job) => running.TryGetValue(job, out var at) ? at : null;
}
