using System.Collections.Concurrent;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit;

/// <summary>
/// Writes rows that go with no other act: readings and refusals. Those that wait at the same moment share one transaction, for on the embedded store each
/// one waits for the disk.
/// </summary>
public sealed class AppendEntries(IServiceScopeFactory scopes, WriteGate gate) : IDisposable
{
    private readonly ConcurrentQueue<Waiting> waiting = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    private sealed record Waiting(ChangeEntry Entry, TaskCompletionSource Written);

    public void Dispose() => turn.Dispose();

    /// <summary>Returns when the row is on the disk; throws when it could not be written, and then what it is about must not happen.</summary>
    public async Task Run(ChangeEntry entry)
    {
        var mine = new Waiting(entry, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Enqueue(mine);
        // Whoever has the turn writes for all who came meanwhile.
        await turn.WaitAsync();
        try
        {
            if (!mine.Written.Task.IsCompleted)
            {
                await WriteAll();
            }
        }
        finally
        {
            turn.Release();
        }

        await mine.Written.Task;
    }

    private async Task WriteAll()
    {
        var together = new List<Waiting>();
        while (together.Count < 500 && waiting.TryDequeue(out var next))
        {
            together.Add(next);
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
            await gate.Write(
                db,
                () =>
                {
                    db.Changes.AddRange(together.Select(w => w.Entry));
                    return db.SaveChangesAsync(CancellationToken.None);
                },
                CancellationToken.None
            );
            together.ForEach(w => w.Written.SetResult());
        }
        catch (Exception e)
        {
            together.ForEach(w => w.Written.SetException(e));
        }
    }
}
