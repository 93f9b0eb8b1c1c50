namespace Tanfang.Data;

/// <summary>
/// One write transaction. SQLite takes one writer at a time; waiting here, in order, instead of inside SQLite spares the seconds-long waits and
/// BUSY errors that 32 writers otherwise meet. PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public void Dispose() => gate.Dispose();

    /// <summary>Runs the work in one transaction and commits it; an exception leaves nothing behind.</summary>
    public async Task<T> Write<T>(TanfangDb db, Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.IsSqlite)
        {
            await gate.WaitAsync(cancel);
        }

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var result = await work();
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            if (db.IsSqlite)
            {
                gate.Release();
            }
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(TanfangDb db, Func<Task> work, CancellationToken cancel) =>
        Write(
            db,
            async () =>
            {
                await work();
                return true;
            },
            cancel
        );
}
