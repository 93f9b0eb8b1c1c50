using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;

namespace Tanfang.TestKit;

/// <summary>A store of one test's own, migrated, without people; gone afterwards.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TestStore(StoreOptions options)
    {
        Options = options;
        services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
    }

    /// <summary>Where it is: its directory is the test's own and holds the keys, on PostgreSQL too.</summary>
    public StoreOptions Options { get; }

    /// <summary>Makes one.</summary>
    public static async Task<TestStore> CreateAsync(Store store) => new(await StoreTemplate.Copy(store));

    /// <summary>A context of its own, opened as the host opens its contexts. The caller disposes it.</summary>
    public TanfangDb Open() => services.CreateScope().ServiceProvider.GetRequiredService<TanfangDb>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (var db = Open())
        {
            if (db.Database.GetDbConnection() is SqliteConnection file)
                SqliteConnection.ClearPool(file);
        }
        await services.DisposeAsync();
        await StoreTemplate.Remove(Options);
    }
}
