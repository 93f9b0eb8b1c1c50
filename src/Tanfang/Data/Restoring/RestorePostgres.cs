using Npgsql;
using Tanfang.Data.Backup;

namespace Tanfang.Data.Restoring;

/// <summary>
/// Fills an empty database in one transaction. A database that holds anything is refused: make a new one and point --store at it; the
/// old one stays as it is, which is the safest way of keeping it.
/// </summary>
internal static class RestorePostgres
{
    public static async Task<bool> IsEmpty(string store, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(store);
        await using var command = source.CreateCommand(
            "select not exists (select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema'))"
        );
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    public static async Task Run(string rows, string store, string epoch, CancellationToken cancel)
    {
        var database = new NpgsqlConnectionStringBuilder(store).Database!;
        await PostgresTools.Run(
            "pg_restore",
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={database}", rows],
            store,
            null,
            cancel
        );

        // Killed before this line: the next opening sees that the database's place is another one and renews the epoch itself.
        await using var source = NpgsqlDataSource.Create(store);
        await using var command = source.CreateCommand("update store_info set value = $1 where key = $2");
        command.Parameters.AddWithValue(epoch);
        command.Parameters.AddWithValue(StoreInfo.Epoch);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
