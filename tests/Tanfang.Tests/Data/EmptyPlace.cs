using Npgsql;
using Tanfang.Data;
using Tanfang.TestKit;

namespace Tanfang.Tests.Data;

/// <summary>Where a restored store may go: an empty folder and, on PostgreSQL, an empty database.</summary>
internal sealed class EmptyPlace : IAsyncDisposable
{
    private EmptyPlace(StoreOptions options) => Options = options;

    public StoreOptions Options { get; }

    public static async Task<EmptyPlace> Make(Store store)
    {
        var folder = Directory.CreateTempSubdirectory("tanfang-restored-").FullName;
        if (store == Store.Sqlite)
        {
            return new(new StoreOptions(folder));
        }

        var server = await PostgresServer.SharedAsync();
        var name = $"tanfang_{Guid.CreateVersion7():N}";
        await Administer($"create database {name} template template0");
        return new(
            new StoreOptions(folder, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString)
        );
    }

    public static async Task Administer(string sql, string database = "postgres")
    {
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.SharedAsync()) { Database = database };
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Options.Postgres is { } postgres)
        {
            await Administer($"drop database {new NpgsqlConnectionStringBuilder(postgres).Database} with (force)");
        }

        Directory.Delete(Options.Directory, recursive: true);
    }
}
