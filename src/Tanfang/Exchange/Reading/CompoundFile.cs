using System.Buffers.Binary;
using System.Text;

namespace Tanfang.Exchange.Reading;

/// <summary>The directory of a compound file ([MS-CFB]): what streams and storages are in it, and the bytes of one.</summary>
internal sealed class CompoundFile
{
    private const uint LastSector = 0xFFFFFFFA;
    private const int EntrySize = 128;
    private const int Root = 5;
    private const int SmallSector = 64;

    private readonly byte[] file;
    private readonly int sectorSize;
    private readonly List<uint> table;
    private readonly List<uint> smallTable;
    private readonly byte[] small = [];
    private readonly Dictionary<string, (uint Start, long Size)> entries = new(StringComparer.OrdinalIgnoreCase);

    private CompoundFile(byte[] file)
    {
        this.file = file;
        sectorSize = 1 << Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(30)), 16);
        table = Table();
        smallTable = [.. Words(Chain(Word(60), file.Length))];
        var directory = Chain(Word(48), file.Length).AsSpan();
        for (; directory.Length >= EntrySize; directory = directory[EntrySize..])
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(directory[64..]);
            // The root's stream holds the streams that are too small for sectors of their own.
            small =
                directory[66] == Root
                    ? Chain(BinaryPrimitives.ReadUInt32LittleEndian(directory[116..]), file.Length)
                    : small;
            if (directory[66] != 0 && length is >= 2 and <= 64)
            {
                entries[Encoding.Unicode.GetString(directory[..(length - 2)])] = (
                    BinaryPrimitives.ReadUInt32LittleEndian(directory[116..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(directory[120..])
                );
            }
        }
    }

    /// <exception cref="UnreadableFileException">It is not whole.</exception>
    public static CompoundFile Open(byte[] file)
    {
        try
        {
            return new CompoundFile(file);
        }
        catch (ArgumentException)
        {
            throw ZipGuard.Broken();
        }
    }

    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>Null when there is none of that name.</summary>
    public byte[]? Stream(string name) =>
        !entries.TryGetValue(name, out var entry) ? null
        : entry.Size >= Word(56) ? Chain(entry.Start, entry.Size)
        : SmallChain(entry.Start, entry.Size);

    private byte[] SmallChain(uint sector, long size)
    {
        using var bytes = new MemoryStream();
        var left = small.Length / SmallSector;
        while (sector < smallTable.Count && bytes.Length < size && left-- > 0)
        {
            var from = Math.Min((long)sector * SmallSector, small.Length);
            bytes.Write(small.AsSpan((int)from, (int)Math.Min(SmallSector, small.Length - from)));
            sector = smallTable[(int)sector];
        }

        return bytes.ToArray();
    }

    private uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    /// <summary>Which sector follows which; the list of its own sectors begins in the header and goes on in sectors of its own.</summary>
    private List<uint> Table()
    {
        var places = Words(file.AsSpan(76, 109 * 4)).ToList();
        var (next, left) = (Word(68), file.Length / sectorSize);
        while (next < LastSector && left-- > 0 && Sector(next) is { Length: > 0 } more)
        {
            var words = Words(more);
            places.AddRange(words[..^1]);
            next = words[^1];
        }

        return [.. places.Where(place => place < LastSector).SelectMany(place => Words(Sector(place)))];
    }

    private byte[] Chain(uint sector, long size)
    {
        using var bytes = new MemoryStream();
        var left = file.Length / sectorSize;
        while (sector < table.Count && bytes.Length < size && left-- > 0)
        {
            bytes.Write(Sector(sector));
            sector = table[(int)sector];
        }

        return bytes.ToArray();
    }

    private byte[] Sector(uint number)
    {
        var from = ((long)number + 1) * sectorSize;
        return from >= file.Length ? [] : file[(int)from..(int)Math.Min(from + sectorSize, file.Length)];
    }

    private static uint[] Words(ReadOnlySpan<byte> bytes)
    {
        var words = new uint[bytes.Length / 4];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]);
        }

        return words;
    }
}
