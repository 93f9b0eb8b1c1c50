using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data;

/// <summary>The named .sql files beside their actions, for the few hot paths that are written by hand.</summary>
public static class Sql
{
    /// <summary>The text of a file, for example Obligations/Rating/MonthFigures.sql.</summary>
    public static string Text(string path)
    {
        var name = path.Replace('/', '.');
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no such file among the embedded ones: {path}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>An instant as this store keeps it.</summary>
    public static object Instant(TanfangDb db, DateTimeOffset instant) =>
        db.IsSqlite ? UtcText.Write(instant) : instant.ToUniversalTime();

    public static async Task<List<T>> Query<T>(
        TanfangDb db,
        string sql,
        IEnumerable<(string Name, object? Value)> parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@" + name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
