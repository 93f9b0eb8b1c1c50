using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tanfang.Data;

internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static SqlitePragmas Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        // EF Core asks over a reading connection whether the file is there; that one may set nothing.
        if (connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        using var command = connection.CreateCommand();
        // What is overwritten or deleted leaves no bytes in the page it stood in (docs/adr/0018).
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;";
        command.ExecuteNonQuery();
    }
}
