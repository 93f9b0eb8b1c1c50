using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data;

/// <summary>Rows of one table, converted and ready for their store: <see cref="Write"/> only hands them over, once.</summary>
public sealed class PackedRows
{
    private readonly string sql;
    private readonly SqliteRows? rows;
    private readonly List<Array> arrays = [];

    private PackedRows(string sql, int count, SqliteRows? rows) => (this.sql, Count, this.rows) = (sql, count, rows);

    public int Count { get; }

    /// <param name="sql">For SQLite one row by position, ?1, ?2, …; for PostgreSQL all rows as arrays, @p0, @p1, ….</param>
    internal static PackedRows Of<TRow>(
        TanfangDb db,
        string sql,
        IReadOnlyList<TRow> rows,
        IReadOnlyList<RowColumn<TRow>> columns
    )
    {
        if (!db.IsSqlite)
        {
            var arrays = new PackedRows(sql, rows.Count, null);
            arrays.arrays.AddRange(columns.Select(c => c.ArrayOf(rows)));
            return arrays;
        }

        var packed = new SqliteRows(columns.Count, rows.Count);
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                column.AddTo(packed, row);
            }
        }

        return new PackedRows(sql, rows.Count, packed);
    }

    /// <summary>Inside the caller's transaction; the change tracker does not see it.</summary>
    public async Task Write(TanfangDb db, CancellationToken cancel)
    {
        if (Count == 0)
        {
            return;
        }

        if (rows is null)
        {
            await WriteArrays(db, cancel);
            return;
        }

        using var done = rows;
        using var statement = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), sql);
        for (var row = 0; row < Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
            rows.Bind(row, statement);
            statement.Run();
        }
    }

    private async Task WriteArrays(TanfangDb db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < arrays.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", arrays[i]);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancel);
    }
}
