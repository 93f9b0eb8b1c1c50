using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tanfang.Data;

/// <summary>
/// Rows as SQLite keeps them, value after value as Microsoft.Data.Sqlite would store each. They are made on any thread, so that the one that
/// writes has nothing left to convert; and since rows of one elder repeat much of the row before, what is repeated is left out.
/// </summary>
/// <param name="width">How many columns.</param>
/// <param name="rows">How many rows are to come.</param>
internal sealed class SqliteRows(int width, int rows) : IDisposable
{
    private readonly Cell[] last = new Cell[width];

    // Rented: arrays of this size made anew for each part would keep the collector of large objects busy.
    private Cell[] cells = ArrayPool<Cell>.Shared.Rent(width * rows);
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int count;
    private int used;

    private enum Kind : byte
    {
        Null,
        Number,
        Real,
        Text,
        Blob,

        /// <summary>As in the row before.</summary>
        Same,
    }

    /// <param name="Number">The number itself, or where the bytes begin.</param>
    private readonly record struct Cell(Kind Kind, int Length, long Number);

    /// <summary>Adds the next value. What no column of the model holds is refused, so that no conversion is guessed.</summary>
    public void Add<T>(T value)
    {
        if (typeof(T).IsEnum && Unsafe.SizeOf<T>() == sizeof(int))
        {
            Keep(new Cell(Kind.Number, 0, Unsafe.BitCast<T, int>(value)));
            return;
        }

        // A nullable number would be boxed below, row after row.
        if (typeof(T) == typeof(int?))
        {
            var number = Unsafe.BitCast<T, int?>(value);
            Keep(number is { } some ? new Cell(Kind.Number, 0, some) : new Cell(Kind.Null, 0, 0));
            return;
        }

        switch (value)
        {
            case null:
                Keep(new Cell(Kind.Null, 0, 0));
                break;
            case string text:
                Keep(Kind.Text, Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length))));
                break;
            case Guid id:
                Add(id);
                break;
            case byte[] blob:
                blob.CopyTo(Room(blob.Length));
                Keep(Kind.Blob, blob.Length);
                break;
            case DateOnly day:
                day.TryFormat(Room(10), out var letters, "O", CultureInfo.InvariantCulture);
                Keep(Kind.Text, letters);
                break;
            case DateTimeOffset instant:
                Keep(Kind.Text, UtcText.Write(instant, Room(UtcText.Length)));
                break;
            case double real:
                Keep(new Cell(Kind.Real, 0, BitConverter.DoubleToInt64Bits(real)));
                break;
            case int number:
                Keep(new Cell(Kind.Number, 0, number));
                break;
            case bool flag:
                Keep(new Cell(Kind.Number, 0, flag ? 1 : 0));
                break;
            case long or short or byte or Enum:
                Keep(new Cell(Kind.Number, 0, Convert.ToInt64(value, CultureInfo.InvariantCulture)));
                break;
            default:
                throw new NotSupportedException($"no column of SQLite holds a {typeof(T)}");
        }
    }

    /// <summary>Binds one row; the rows of a statement must come in order.</summary>
    public void Bind(int row, SqliteStatement statement)
    {
        var values = cells.AsSpan(row * width, width);
        for (var i = 0; i < width; i++)
        {
            var cell = values[i];
            switch (cell.Kind)
            {
                case Kind.Same:
                    break;
                case Kind.Null:
                    statement.BindNull(i + 1);
                    break;
                case Kind.Number:
                    statement.Bind(i + 1, cell.Number);
                    break;
                case Kind.Real:
                    statement.Bind(i + 1, BitConverter.Int64BitsToDouble(cell.Number));
                    break;
                case Kind.Text:
                    statement.BindText(i + 1, Bytes(cell));
                    break;
                default:
                    statement.BindBlob(i + 1, Bytes(cell));
                    break;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<Cell>.Shared.Return(cells);
        ArrayPool<byte>.Shared.Return(bytes);
        (cells, bytes) = ([], []);
    }

    private ReadOnlySpan<byte> Bytes(Cell cell) => bytes.AsSpan((int)cell.Number, cell.Length);

    private Span<byte> Room(int most)
    {
        if (bytes.Length - used < most)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, used + most));
            bytes.AsSpan(0, used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsSpan(used, most);
    }

    /// <summary>36 upper-case letters.</summary>
    private void Add(Guid id)
    {
        var room = Room(36);
        if (!id.TryFormat(room, out var letters) || Ascii.ToUpperInPlace(room, out _) != OperationStatus.Done)
        {
            throw new InvalidOperationException("an id is 36 letters of ASCII");
        }

        Keep(Kind.Text, letters);
    }

    private void Keep(Kind kind, int length) => used += Keep(new Cell(kind, length, used)) ? length : 0;

    /// <summary>False when the value is that of the row before.</summary>
    private bool Keep(Cell cell)
    {
        ref var before = ref last[count % width];
        var same = count >= width && IsSame(cell, before);
        if (!same)
        {
            before = cell;
        }

        cells[count++] = same ? new Cell(Kind.Same, 0, 0) : cell;
        return !same;
    }

    private bool IsSame(Cell cell, Cell before) =>
        cell.Kind is Kind.Text or Kind.Blob
            ? cell.Kind == before.Kind && Bytes(cell).SequenceEqual(Bytes(before))
            : cell == before;
}
