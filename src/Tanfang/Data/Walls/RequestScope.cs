using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Tanfang.Shared;

namespace Tanfang.Data.Walls;

/// <summary>
/// Tells PostgreSQL for whom a request asks, each time it opens a connection. Before it is known who asks nothing is told, and the walls are
/// closed. The pool wipes the settings out before the next one gets the connection (docs/adr/0016).
/// </summary>
internal sealed class RequestScope(IServiceProvider services) : DbConnectionInterceptor
{
    private const string Tell = """
        select set_config('tanfang.scope', $1, false), set_config('tanfang.divisions', $2, false),
               set_config('tanfang.visitors', $3, false), set_config('tanfang.day', $4, false), set_config('tanfang.actor', $5, false)
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (Command(connection) is { } command)
        {
            using (command)
            {
                command.ExecuteNonQuery();
            }
        }
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (Command(connection) is { } command)
        {
            await using (command)
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private NpgsqlCommand? Command(DbConnection connection)
    {
        var user = CurrentUser.Of(services);
        if (user == CurrentUser.Nobody)
        {
            return null;
        }

        var (scope, assigned) = (user.Scope, user.Scope.Assigned);
        string[] values =
        [
            scope.IsEverything ? "*" : "",
            string.Join(',', scope.Divisions),
            string.Join(',', assigned?.Visitors ?? []),
            assigned?.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            user.Actor.Id,
        ];
        var command = new NpgsqlCommand(Tell, (NpgsqlConnection)connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }
}
