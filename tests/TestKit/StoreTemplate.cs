using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Tanfang.Divisions;
using Tanfang.Divisions.Loading;

namespace Tanfang.TestKit;

/// <summary>
/// One store per provider and test program, made as the product makes its own; the tests get copies. It holds the
/// divisions down to the counties and all of 长治市 (1404): enough for every level, at a hundredth of the nation's rows.
/// </summary>
internal static class StoreTemplate
{
    private static readonly Lazy<Task<StoreOptions>> Sqlite = new(() => Make(postgres: null));

    private static readonly Lazy<Task<StoreOptions>> Postgres = new(async () =>
        await Make(await CreateDatabase(template: null))
    );

    /// <summary>A fresh store: the keys and the file in a folder of its own, or the keys there and a database.</summary>
    public static async Task<StoreOptions> Copy(Store store)
    {
        var template = await (store == Store.Postgres ? Postgres : Sqlite).Value;
        var copy = new StoreOptions(
            Directory.CreateTempSubdirectory("tanfang-test-").FullName,
            template.Postgres is { } source
                ? await CreateDatabase(new NpgsqlConnectionStringBuilder(source).Database)
                : null
        );
        Directory.CreateDirectory(Path.GetDirectoryName(copy.KeyFile)!);
        File.Copy(template.KeyFile, copy.KeyFile);
        if (store == Store.Sqlite)
            File.Copy(template.SqliteFile, copy.SqliteFile);
        return copy;
    }

    /// <summary>Takes away what <see cref="Copy"/> made, whoever still holds it open.</summary>
    public static async Task Remove(StoreOptions copy)
    {
        if (copy.Postgres is { } connectionString)
        {
            await using (var open = new NpgsqlConnection(connectionString))
                NpgsqlConnection.ClearPool(open);
            var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
            await Administer($"drop database {name} with (force)");
        }
        Directory.Delete(copy.Directory, recursive: true);
    }

    private static async Task<StoreOptions> Make(string? postgres)
    {
        var options = new StoreOptions(Directory.CreateTempSubdirectory("tanfang-template-").FullName, postgres);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(options.Directory, recursive: true);
        await using var app = Office.Build(options, TimeProvider.System);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OpenStore>().Run(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<LoadDivisions>().Run(CancellationToken.None, IsWanted);

        // Nobody may be connected to a template, and a file is whole only without its log.
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        if (db.IsSqlite)
            await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)");
        if (db.Database.GetDbConnection() is SqliteConnection file)
            SqliteConnection.ClearPool(file);
        else
            NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        return options;
    }

    private static bool IsWanted(Division division) =>
        division.Level <= DivisionLevel.County || division.Code.StartsWith("1404", StringComparison.Ordinal);

    private static async Task<string> CreateDatabase(string? template)
    {
        var name = $"tanfang_{Guid.CreateVersion7():N}";
        await Administer($"create database {name} template {template ?? "template0"}");
        return new NpgsqlConnectionStringBuilder(await PostgresServer.SharedAsync())
        {
            Database = name,
        }.ConnectionString;
    }

    private static async Task Administer(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.SharedAsync()) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
