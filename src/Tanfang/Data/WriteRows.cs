using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tanfang.Data;

/// <summary>
/// Inserts and updates many rows at once, where SaveChanges would be too slow: one statement over arrays on PostgreSQL
/// (INSERT … SELECT unnest, which row-level security allows), one prepared statement on SQLite. Columns and conversions are those of the model.
/// Inside the caller's transaction; the change tracker does not see it.
/// </summary>
public static class WriteRows
{
    public static Task Insert<TEntity>(TanfangDb db, IReadOnlyList<TEntity> rows, CancellationToken cancel)
        where TEntity : class
    {
        var type = db.Model.FindEntityType(typeof(TEntity))!;
        var columns = type.GetProperties()
            .Select(p => new Column<TEntity>(p, row => p.GetGetter().GetClrValue(row)))
            .ToList();
        var names = string.Join(", ", columns.Select(c => c.Name));
        var table = type.GetTableName();
        return db.IsSqlite
            ? Each(db, $"insert into {table} ({names}) values ({Positions(columns)})", rows, columns, cancel)
            : All(
                db,
                $"insert into {table} ({names}) select * from unnest({Parameters(columns)})",
                rows,
                columns,
                cancel
            );
    }

    /// <summary>Sets columns of rows found by id.</summary>
    public static Task Update<TEntity, TRow>(
        TanfangDb db,
        IReadOnlyList<TRow> rows,
        Func<TRow, Guid> id,
        IReadOnlyList<(string Property, Func<TRow, object?> Value)> sets,
        CancellationToken cancel
    )
        where TEntity : class
    {
        var type = db.Model.FindEntityType(typeof(TEntity))!;
        var columns = sets.Prepend(("Id", row => id(row)))
            .Select(s => new Column<TRow>(type.FindProperty(s.Item1)!, s.Item2))
            .ToList();
        var table = type.GetTableName();
        if (db.IsSqlite)
        {
            var values = string.Join(", ", columns.Skip(1).Select((c, i) => $"{c.Name} = ?{i + 2}"));
            return Each(db, $"update {table} set {values} where id = ?1", rows, columns, cancel);
        }

        var names = string.Join(", ", columns.Select(c => c.Name));
        var assigned = string.Join(", ", columns.Skip(1).Select(c => $"{c.Name} = v.{c.Name}"));
        return All(
            db,
            $"update {table} as t set {assigned} from unnest({Parameters(columns)}) as v({names}) where t.id = v.id",
            rows,
            columns,
            cancel
        );
    }

    private static string Parameters<TRow>(List<Column<TRow>> columns) =>
        string.Join(", ", columns.Select((_, i) => $"@p{i}"));

    private static string Positions<TRow>(List<Column<TRow>> columns) =>
        string.Join(", ", columns.Select((_, i) => $"?{i + 1}"));

    private static Task Each<TRow>(
        TanfangDb db,
        string sql,
        IReadOnlyList<TRow> rows,
        List<Column<TRow>> columns,
        CancellationToken cancel
    )
    {
        if (rows.Count == 0)
        {
            return Task.CompletedTask;
        }

        using var statement = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), sql);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++)
            {
                statement.Bind(i + 1, columns[i].Of(row));
            }

            statement.Run();
        }

        return Task.CompletedTask;
    }

    private static async Task All<TRow>(
        TanfangDb db,
        string sql,
        IReadOnlyList<TRow> rows,
        List<Column<TRow>> columns,
        CancellationToken cancel
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", columns[i].ArrayOf(rows));
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancel);
    }

    private sealed class Column<TRow>(IProperty property, Func<TRow, object?> value)
    {
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        private readonly Type stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

        /// <summary>Quoted: some are words of SQL (from).</summary>
        public string Name => $"\"{property.GetColumnName()}\"";

        public object? Of(TRow row)
        {
            var plain = value(row);
            return plain is null || convert is null ? plain : convert(plain);
        }

        /// <summary>Typed, so that the driver knows the array's type even when all of it is null.</summary>
        public Array ArrayOf(IReadOnlyList<TRow> rows)
        {
            var plain = Nullable.GetUnderlyingType(stored) ?? stored;
            var array = Array.CreateInstance(
                plain.IsValueType ? typeof(Nullable<>).MakeGenericType(plain) : plain,
                rows.Count
            );
            for (var i = 0; i < rows.Count; i++)
            {
                array.SetValue(Of(rows[i]), i);
            }

            return array;
        }
    }
}
