using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data;

/// <summary>
/// Inserts and updates many rows at once, where SaveChanges would be too slow: one statement over arrays on PostgreSQL
/// (INSERT … SELECT unnest, which row-level security allows), one prepared statement on SQLite. Columns and conversions are those of the model.
/// Inside the caller's transaction; the change tracker does not see it.
/// </summary>
public static class WriteRows
{
    public static Task Insert<TEntity>(TanfangDb db, IReadOnlyList<TEntity> rows, CancellationToken cancel)
        where TEntity : class => Pack(db, rows).Write(db, cancel);

    /// <summary>Rows to insert, converted ahead: on any thread, for of the context only the model is read.</summary>
    public static PackedRows Pack<TEntity>(TanfangDb db, IReadOnlyList<TEntity> rows)
        where TEntity : class
    {
        var type = db.Model.FindEntityType(typeof(TEntity))!;
        var columns = RowColumn<TEntity>.AllOf(type);
        var names = string.Join(", ", columns.Select(c => c.Name));
        var values = db.IsSqlite
            ? $"values ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})"
            : $"select * from unnest({Arrays(columns)})";
        return PackedRows.Of(db, $"insert into {type.GetTableName()} ({names}) {values}", rows, columns);
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
        List<RowColumn<TRow>> columns =
        [
            new RowColumn<TRow, Guid>(type.FindProperty("Id")!, id),
            .. sets.Select(s => new RowColumn<TRow, object?>(type.FindProperty(s.Property)!, s.Value)),
        ];
        var table = type.GetTableName();
        var sql = db.IsSqlite
            ? $"update {table} set {Assigned(columns, i => $"?{i + 1}")} where id = ?1"
            : $"update {table} as t set {Assigned(columns, i => $"v.{columns[i].Name}")} from unnest({Arrays(columns)})"
                + $" as v({string.Join(", ", columns.Select(c => c.Name))}) where t.id = v.id";
        return PackedRows.Of(db, sql, rows, columns).Write(db, cancel);
    }

    private static string Assigned<TRow>(List<RowColumn<TRow>> columns, Func<int, string> value) =>
        string.Join(", ", columns.Skip(1).Select((c, i) => $"{c.Name} = {value(i + 1)}"));

    private static string Arrays<TRow>(IReadOnlyList<RowColumn<TRow>> columns) =>
        string.Join(", ", columns.Select((_, i) => $"@p{i}"));
}
