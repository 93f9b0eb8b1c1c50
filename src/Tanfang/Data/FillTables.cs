using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Tanfang.Data;

/// <summary>
/// Fills empty tables in one transaction, whole or not at all. Their indexes are taken away first and put back at the end, for one sorted build
/// costs a fraction of insertions in the middle; those that only grow at their end stay, for at the end nobody else has work left. SQLite keeps a rollback journal meanwhile: that holds only the pages that were there before,
/// which are few in an empty store, where the write-ahead log would hold every new page once more. Whoever is killed leaves a
/// journal that the next opening rolls back (docs/adr/0013).
/// </summary>
public sealed partial class FillTables(TanfangDb db, WriteGate gate)
{
    /// <param name="inOrder">Columns in whose order the rows come: what is indexed by one of them first keeps its index.</param>
    public async Task<T> Run<T>(
        IEnumerable<Type> entities,
        Func<Task<T>> work,
        CancellationToken cancel,
        params string[] inOrder
    )
    {
        Task<T> Write() => gate.Write(db, () => Also(entities, work, cancel, inOrder), cancel);
        if (!db.IsSqlite)
        {
            return await Write();
        }

        var connection = (SqliteConnection)db.Database.GetDbConnection();
        SqliteConnection.ClearPool(connection);
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            // Somebody else may have the store open. Then it stays with the log, which is slower and as safe.
            Try(connection, "pragma cache_size = -100000; pragma mmap_size = 4000000000; pragma journal_mode = delete");
            return await Write();
        }
        finally
        {
            Try(connection, "pragma cache_size = -2000; pragma mmap_size = 0; pragma journal_mode = wal");
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Fills further tables as a part of the filling that has begun.</summary>
    public async Task<T> Also<T>(
        IEnumerable<Type> entities,
        Func<Task<T>> work,
        CancellationToken cancel,
        params string[] inOrder
    )
    {
        var tables = entities.Select(e => db.Model.FindEntityType(e)!.GetTableName()!);
        // What a constraint stands on cannot be taken away; SQLite has no statement for it, PostgreSQL names it as the constraint.
        var statements = await db
            .Database.SqlQueryRaw<string>(
                db.IsSqlite
                    ? "select sql as \"Value\" from sqlite_master m join json_each({0}) t on t.value = m.tbl_name where m.type = 'index' and sql is not null"
                    : """
                    select indexdef as "Value" from pg_indexes join json_array_elements_text({0}::json) t on t.value = tablename
                    where schemaname = current_schema() and not exists (select 1 from pg_constraint where conname = indexname)
                    """,
                JsonSerializer.Serialize(tables)
            )
            .ToListAsync(cancel);
        statements.RemoveAll(s => inOrder.Contains(FirstColumn().Match(s).Groups[1].Value));
        foreach (var drop in statements.Select(s => $"drop index {IndexName().Match(s).Groups[1].Value}"))
        {
            await db.Database.ExecuteSqlRawAsync(drop, cancel);
        }

        var result = await work();
        foreach (var index in statements)
        {
            await db.Database.ExecuteSqlRawAsync(index, cancel);
        }

        return result;
    }

    private static void Try(SqliteConnection connection, string pragmas) =>
        raw.sqlite3_exec(connection.Handle!, pragmas);

    [GeneratedRegex("INDEX (\\S+) ON")]
    private static partial Regex IndexName();

    [GeneratedRegex("\\(\"?(\\w+)")]
    private static partial Regex FirstColumn();
}
