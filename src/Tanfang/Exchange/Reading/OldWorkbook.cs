using System.Buffers.Binary;

namespace Tanfang.Exchange.Reading;

/// <summary>What a workbook of Excel 97 to 2003 holds beside its cells: macros, a password, the day from which it counts ([MS-XLS] 2.4).</summary>
internal static class OldWorkbook
{
    private const int Date1904 = 0x0022;
    private const int FilePass = 0x002F;
    private const int BoundSheet = 0x0085;
    private const int Formula = 0x0006;

    /// <summary>Of the places in which macros are kept ([MS-OVBA] 2.2.1, [MS-XLS] 2.1.7.1).</summary>
    private static readonly string[] Macros = ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA"];

    public static BookTraits Traits(byte[] file)
    {
        var compound = CompoundFile.Open(file);
        if (Macros.Any(compound.Has))
        {
            throw Macro();
        }

        if (compound.Has("EncryptedPackage") || compound.Has("EncryptionInfo"))
        {
            throw Locked();
        }

        return Look(compound.Stream("Workbook") ?? compound.Stream("Book") ?? throw ZipGuard.Broken());
    }

    public static UnreadableFileException Locked() => new("工作簿加了密码", "请另存为不加密码的 .xlsx");

    public static UnreadableFileException Macro() => new("工作簿带有宏", "请另存为不带宏的 .xlsx");

    private static BookTraits Look(ReadOnlySpan<byte> book)
    {
        var (from1904, formulas) = (false, false);
        while (book.Length >= 4)
        {
            var (kind, length) = (
                BinaryPrimitives.ReadUInt16LittleEndian(book),
                BinaryPrimitives.ReadUInt16LittleEndian(book[2..])
            );
            if (book.Length < 4 + length)
            {
                break;
            }

            var data = book.Slice(4, length);
            from1904 |= kind == Date1904 && length >= 2 && data[0] == 1;
            formulas |= kind is Formula or 0x0206 or 0x0406;
            if (kind == FilePass)
            {
                throw Locked();
            }

            // A sheet of macros of before 1995, still run today.
            if (kind == BoundSheet && length >= 6 && data[5] == 1)
            {
                throw Macro();
            }

            book = book[(4 + length)..];
        }

        return new BookTraits(from1904, formulas);
    }
}
