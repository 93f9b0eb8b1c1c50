using Microsoft.Data.Sqlite;

namespace Tanfang.Data.Backup;

/// <summary>Looks into a copy of an embedded store, which nobody else has open.</summary>
internal static class SqliteCopy
{
    public static async Task<SqliteConnection> Open(string file, CancellationToken cancel, bool readOnly = true)
    {
        var to = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
        };
        var connection = new SqliteConnection(to.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    public static async Task<SortedDictionary<string, long>> CountRows(string file, CancellationToken cancel)
    {
        await using var copy = await Open(file, cancel);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (
            var table in await Texts(
                copy,
                "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
                cancel
            )
        )
        {
            counts[table] = long.Parse((await Texts(copy, $"select count(*) from \"{table}\"", cancel)).Single(), null);
        }

        return counts;
    }

    /// <summary>What SQLite finds wrong with the file; empty when nothing.</summary>
    public static async Task<List<string>> Damage(string file, CancellationToken cancel)
    {
        try
        {
            await using var copy = await Open(file, cancel);
            var said = await Texts(copy, "pragma integrity_check(20)", cancel);
            return said is ["ok"] ? [] : said;
        }
        catch (SqliteException e)
        {
            return [e.Message];
        }
    }

    public static async Task Sample(string file, SealedSample sample, CancellationToken cancel)
    {
        await using var copy = await Open(file, cancel);
        var there = await Texts(copy, "select name from pragma_table_info('elders')", cancel);
        var columns = SealedSample.Columns.Intersect(there).ToList();
        await using var command = copy.CreateCommand();
        command.CommandText = $"""
            select id, wrapped_key, {string.Join(", ", columns)} from elders
            where wrapped_key is not null order by random() limit {SealedSample.Size}
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            sample.Try(
                reader.GetGuid(0),
                (byte[])reader[1],
                columns.Where((_, i) => !reader.IsDBNull(i + 2)).Select(c => (c, (byte[])reader[c]))
            );
        }
    }

    private static async Task<List<string>> Texts(SqliteConnection copy, string sql, CancellationToken cancel)
    {
        await using var command = copy.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
