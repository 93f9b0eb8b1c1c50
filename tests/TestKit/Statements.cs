using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tanfang.Data;

namespace Tanfang.TestKit;

/// <summary>Listens to what is asked of one embedded store while it lives, and tells how SQLite finds it.</summary>
public sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string file;
    private readonly ConcurrentDictionary<string, List<(string Name, object? Value)>> asked = [];
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public Statements(TestStore store)
    {
        file = store.Options.SqliteFile;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>The steps at which a query walks through a whole table, each with its query.</summary>
    public IReadOnlyList<string> Scans(TanfangDb db)
    {
        var connection = db.Database.GetDbConnection();
        connection.Open();
        return
        [
            .. asked.SelectMany(a => Plan(connection, a.Key, a.Value).Where(IsScan).Select(step => $"{step}\n{a.Key}")),
        ];
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Command: SqliteCommand command }
            && command.Connection!.DataSource == file
            && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
        )
            asked.TryAdd(
                command.CommandText,
                [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]
            );
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }

    private static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal);

    private static List<string> Plan(DbConnection connection, string sql, List<(string Name, object? Value)> parameters)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // What EF Core has sent to this very store.
        command.CommandText = "explain query plan " + sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            steps.Add(reader.GetString("detail"));
        return steps;
    }
}
