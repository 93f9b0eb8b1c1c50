using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data.Walls;

/// <summary>
/// The doors in the walls, for the few acts that have to see further than whoever asks. Each caller is named with its reason in
/// docs/adr/0016, and a test refuses others. Both end with the transaction.
/// </summary>
public static class BeyondScope
{
    /// <summary>Does this without walls: what comes back is a number, an id that goes nowhere, or is looked at through a scope.</summary>
    public static async Task<T> Beyond<T>(this TanfangDb db, Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.IsSqlite)
        {
            return await work();
        }

        if (db.Database.CurrentTransaction is not null)
        {
            var before = await Read(db, cancel);
            await Set(db, "*", cancel);
            var result = await work();
            await Set(db, before, cancel);
            return result;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Set(db, "*", cancel);
        var found = await work();
        await transaction.CommitAsync(cancel);
        return found;
    }

    /// <summary>
    /// Lets the rest of the transaction through to these files: what begins with somebody in the scope goes on when the act itself takes them out of it.
    /// </summary>
    public static async Task Follow(this TanfangDb db, IEnumerable<Guid> files, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync(
                $"select set_config('tanfang.people', concat_ws(',', nullif(current_setting('tanfang.people', true), ''), {string.Join(',', files)}), true)",
                cancel
            );
        }
    }

    private static Task<string> Read(TanfangDb db, CancellationToken cancel) =>
        db
            .Database.SqlQuery<string>($"select coalesce(current_setting('tanfang.scope', true), '') as \"Value\"")
            .SingleAsync(cancel);

    private static Task<int> Set(TanfangDb db, string scope, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select set_config('tanfang.scope', {scope}, true)", cancel);
}
