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

    /// <summary>What a page that follows it is told.</summary>
    /// <param name="otherwise">Where it stands when it does not run here.</param>
    public IResult Answer(Guid job, bool finished, (int Done, int Total) otherwise)
    {
        var (done, total) = Of(job) ?? otherwise;
        return Results.Json(
            new
            {
                done = total == 0 ? 0 : done,
                total = Math.Max(total, 1),
                text = Say(done, total),
                finished,
            }
        );
    }

    public static string Say(int done, int total) =>
        total > 0 ? $"{done} / {total} 行"
        : done > 0 ? $"正在读取，已读 {done} 行"
        : "正在读取";

    public (int Done, int Total)? Of(Guid job) => running.TryGetValue(job, out var at) ? at : null;
}
