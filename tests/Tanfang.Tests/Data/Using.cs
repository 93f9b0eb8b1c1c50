using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tanfang.Data;
using Tanfang.TestKit;

namespace Tanfang.Tests.Data;

/// <summary>Opens a store, works on it and lets go of it altogether, as a command of the office does.</summary>
internal static class Using
{
    public static Task<T> Db<T>(this TestStore store, Func<TanfangDb, Task<T>> work) => store.Options.Db(work);

    public static async Task<T> Db<T>(this StoreOptions options, Func<TanfangDb, Task<T>> work)
    {
        await using var services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        var result = await work(db);
        await db.Database.CloseConnectionAsync();
        if (db.Database.GetDbConnection() is SqliteConnection file)
        {
            SqliteConnection.ClearPool(file);
        }
        else
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        }

        return result;
    }
}
