using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tanfang.Data.Backup;

/// <summary>The rows of a store in one file, and how many there are in each table at that very moment.</summary>
internal static class Rows
{
    /// <summary>Online: writers go on, the copy is of one moment. The rows are counted in the copy.</summary>
    public static async Task<SortedDictionary<string, long>> CopySqlite(
        TanfangDb db,
        string to,
        CancellationToken cancel
    )
    {
        await db.Database.ExecuteSqlAsync($"vacuum into {to}", cancel);
        return await SqliteCopy.CountRows(to, cancel);
    }

    /// <summary>pg_dump and the counting look at the same snapshot.</summary>
    public static async Task<SortedDictionary<string, long>> DumpPostgres(
        TanfangDb db,
        string store,
        string to,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await RefuseTool(connection, cancel);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancel
        );
        var snapshot = (string)(await Scalar(connection, "select pg_export_snapshot()", cancel))!;
        await PostgresTools.Run(
            "pg_dump",
            [
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                // The walls let the owner see everything; without this an owner who is no superuser is refused.
                "--enable-row-security",
                $"--snapshot={snapshot}",
                $"--file={to}",
            ],
            store,
            null,
            cancel
        );
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await Tables(connection, cancel))
        {
            counts[table] = (long)(await Scalar(connection, $"select count(*) from \"{table}\"", cancel))!;
        }

        return counts;
    }

    private static async Task RefuseTool(NpgsqlConnection connection, CancellationToken cancel)
    {
        var server = connection.PostgreSqlVersion.Major;
        var tool =
            await PostgresTools.MajorVersion("pg_dump", cancel)
            ?? throw new StoreException(
                $"找不到 pg_dump。请安装 PostgreSQL {server} 的客户端工具（Debian：apt-get install postgresql-client），或用环境变量 {PostgresTools.Folder} 指明所在目录。"
            );
        if (tool < server)
        {
            throw new StoreException(
                $"pg_dump 是 {tool} 版，比服务器（{server} 版）旧，不能备份。请安装 {server} 版或更新的客户端工具，或用环境变量 {PostgresTools.Folder} 指明所在目录。"
            );
        }
    }

    private static async Task<List<string>> Tables(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select tablename from pg_tables where schemaname = current_schema() order by 1",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel);
    }
}
