using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tanfang.Data;

/// <summary>
/// One prepared statement, run for row after row. Values are stored as Microsoft.Data.Sqlite stores them, which finds each parameter by its
/// name again for every row and reads a result that is never there (docs/adr/0009).
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[4096];

    /// <param name="sql">Its parameters are ?1, ?2, ….</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(this.connection, sql, out statement));
    }

    /// <param name="position">From 1.</param>
    public void Bind(int position, object? value) =>
        Check(
            value switch
            {
                null => raw.sqlite3_bind_null(statement, position),
                string s => BindText(position, s),
                Guid id => BindId(position, id),
                byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
                DateOnly day => BindText(position, day.ToString("O", CultureInfo.InvariantCulture)),
                double number => raw.sqlite3_bind_double(statement, position, number),
                bool or int or long or short or byte or Enum => raw.sqlite3_bind_int64(
                    statement,
                    position,
                    Convert.ToInt64(value, CultureInfo.InvariantCulture)
                ),
                _ => throw new NotSupportedException($"no column of SQLite holds a {value.GetType()}"),
            }
        );

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

    private int BindText(int position, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (text.Length < most)
        {
            text = new byte[most];
        }

        return raw.sqlite3_bind_text(statement, position, text.AsSpan(0, Encoding.UTF8.GetBytes(value, text)));
    }

    private int BindId(int position, Guid id)
    {
        Span<byte> letters = stackalloc byte[36];
        if (!id.TryFormat(letters, out _) || Ascii.ToUpperInPlace(letters, out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("an id is 36 letters of ASCII");
        }

        return raw.sqlite3_bind_text(statement, position, letters);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}
