using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tanfang.Data;

/// <summary>
/// One prepared statement, run for row after row. Microsoft.Data.Sqlite finds each parameter by its name again for every row and reads a
/// result that is never there (docs/adr/0009).
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;

    /// <param name="sql">Its parameters are ?1, ?2, ….</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(this.connection, sql, out statement));
    }

    /// <param name="position">From 1. What is bound stays bound for the rows that follow.</param>
    public void BindNull(int position) => Check(raw.sqlite3_bind_null(statement, position));

    public void Bind(int position, long number) => Check(raw.sqlite3_bind_int64(statement, position, number));

    public void Bind(int position, double number) => Check(raw.sqlite3_bind_double(statement, position, number));

    public void BindText(int position, ReadOnlySpan<byte> text) =>
        Check(raw.sqlite3_bind_text(statement, position, text));

    public void BindBlob(int position, ReadOnlySpan<byte> blob) =>
        Check(raw.sqlite3_bind_blob(statement, position, blob));

    /// <summary>Runs it with what is bound.</summary>
    /// <exception cref="SqliteException">As a command would throw it: a constraint, a full disk.</exception>
    public void Run()
    {
        var done = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        if (done is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(reset == raw.SQLITE_OK ? done : reset);
        }
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}
