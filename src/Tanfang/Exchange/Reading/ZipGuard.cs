using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Tanfang.Exchange.Reading;

/// <summary>
/// Looks through the archive that an .xlsx is, before any library does: how large it becomes, whether it carries macros or
/// declares entities. The sizes an archive states may lie, so every part is unpacked once and counted.
/// </summary>
public static partial class ZipGuard
{
    private const long LargestUnpacked = 512L * 1024 * 1024;
    private const long LargestStrings = 128L * 1024 * 1024;
    private const int MostParts = 2000;

    /// <summary>A file is opened several times on its way; it is looked through once.</summary>
    private static readonly ConditionalWeakTable<byte[], BookTraits> Seen = [];

    public static BookTraits Run(byte[] file) => Seen.GetValue(file, Look);

    private static BookTraits Look(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts)
            {
                throw Bomb();
            }

            if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                throw new UnreadableFileException("工作簿带有宏", "请另存为不带宏的 .xlsx");
            }

            if (zip.Entries.Any(e => e.FullName is "EncryptedPackage" or "EncryptionInfo"))
            {
                throw new UnreadableFileException("工作簿加了密码", "请去掉密码后另存为 .xlsx");
            }

            var unpacked = 0L;
            var formulas = false;
            foreach (var part in zip.Entries)
            {
                unpacked += Count(part, LargestUnpacked - unpacked, ref formulas);
            }

            return zip.GetEntry("xl/workbook.xml") is { } workbook
                ? new BookTraits(From1904().IsMatch(Head(workbook, 64 * 1024)), formulas)
                : throw Broken();
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    public static UnreadableFileException Broken() => new("不是完整的工作簿", "请用 Excel 或 WPS 打开后另存为 .xlsx");

    private static UnreadableFileException Bomb() =>
        new("压缩的内容大得不合情理", "请只保留要导入的一张表，另存为 .xlsx");

    private static long Count(ZipArchiveEntry part, long left, ref bool formulas)
    {
        var most = part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase)
            ? Math.Min(left, LargestStrings)
            : left;
        using var stream = part.Open();
        var buffer = new byte[81920];
        long size = 0;
        var first = true;
        var isSheet = part.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);
        while (stream.Read(buffer) is > 0 and var read)
        {
            size += read;
            if (size > most)
            {
                throw Bomb();
            }

            if (
                first
                && Encoding.Latin1.GetString(buffer, 0, read).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw new UnreadableFileException("工作簿里有外部实体声明", "请用 Excel 或 WPS 打开后另存为 .xlsx");
            }

            first = false;
            // One that lies across two buffers is missed; a sheet with formulas has others.
            formulas |= isSheet && !formulas && HasFormula(buffer.AsSpan(0, read));
        }

        return size;
    }

    /// <summary>With or without a prefix, as other programs than Excel write it.</summary>
    private static bool HasFormula(ReadOnlySpan<byte> xml) =>
        xml.IndexOf("<f>"u8) >= 0 || xml.IndexOf("<f "u8) >= 0 || xml.IndexOf(":f>"u8) >= 0;

    private static string Head(ZipArchiveEntry part, int most)
    {
        using var reader = new StreamReader(part.Open());
        var buffer = new char[most];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }

    [GeneratedRegex("""date1904\s*=\s*["'](1|true)["']""")]
    private static partial Regex From1904();
}
