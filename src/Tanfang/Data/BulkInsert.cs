using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Tanfang.Data;

/// <summary>
/// Inserts many rows of one table fast, past the change tracker: a prepared statement on SQLite, COPY on PostgreSQL. Columns and conversions
/// are those of the EF model, so there is one definition of them.
/// </summary>
public static class BulkInsert
{
    /// <summary>Runs inside the caller's transaction; nothing is tracked.</summary>
    /// <returns>How many rows went in.</returns>
    public static async Task<int> Insert<T>(this TanfangDb db, IEnumerable<T> rows, CancellationToken cancel)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = entity.GetTableName()!;
        var columns = entity.GetProperties().Select(p => new Column(p)).ToArray();
        return db.Database.GetDbConnection() switch
        {
            SqliteConnection sqlite => Prepared(sqlite, table, columns, rows, cancel),
            NpgsqlConnection postgres => await Copy(postgres, table, columns, rows, cancel),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
    }

    private static int Prepared<T>(
        SqliteConnection connection,
        string table,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancel
    )
        where T : class
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"values ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.Add($"$p{i}", default)).ToArray();
        var count = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].Read(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
            count++;
        }

        return count;
    }

    private static async Task<int> Copy<T>(
        NpgsqlConnection connection,
        string table,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancel
    )
        where T : class
    {
        var names = string.Join(", ", columns.Select(c => c.Name));
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {table} ({names}) from stdin (format binary)",
            cancel
        );
        var count = 0;
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancel);
            foreach (var column in columns)
            {
                if (column.Read(row) is { } value)
                {
                    await writer.WriteAsync(value, column.StoreType, cancel);
                }
                else
                {
                    await writer.WriteNullAsync(cancel);
                }
            }

            count++;
        }

        await writer.CompleteAsync(cancel);
        return count;
    }

    private sealed class Column(IProperty property)
    {
        private readonly Func<object?, object?> convert =
            property.GetTypeMapping().Converter?.ConvertToProvider ?? (v => v);

        public string Name { get; } = property.GetColumnName();

        /// <summary>The type's name without a length: COPY takes it so.</summary>
        public string StoreType { get; } = property.GetColumnType().Split('(')[0];

        public object? Read(object row) => property.GetGetter().GetClrValue(row) is { } value ? convert(value) : null;
    }
}
