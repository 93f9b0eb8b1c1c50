using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Xunit;

namespace Tanfang.EndToEnd.Kills;

/// <summary>Looks into a store between two processes: opens it as the product does, and lets go of it altogether.</summary>
internal static class Look
{
    public static async Task<T> Into<T>(StoreOptions options, Func<TanfangDb, Task<T>> work)
    {
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        try
        {
            return await work(db);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            if (db.Database.GetDbConnection() is SqliteConnection file)
                SqliteConnection.ClearPool(file);
            else
                NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        }
    }

    /// <summary>The store opens, its key fits and the database finds nothing wrong with itself.</summary>
    public static Task<T> IntoSound<T>(StoreOptions options, Func<TanfangDb, Task<T>> work) =>
        Into(
            options,
            async db =>
            {
                await new OpenStore(db, options, TimeProvider.System).Run(CancellationToken.None);
                if (db.IsSqlite)
                {
                    var said = await db.Database.SqlQueryRaw<string>("pragma integrity_check").ToListAsync();
                    Assert.Equal(["ok"], said);
                }

                return await work(db);
            }
        );
}
