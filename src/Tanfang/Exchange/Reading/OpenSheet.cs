using System.Text;

namespace Tanfang.Exchange.Reading;

/// <summary>Opens a file by what it is, not by what it is called.</summary>
public static class OpenSheet
{
    public const long LargestFile = 20 * 1024 * 1024;
    public const int MostRows = 200_000;

    static OpenSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="UnreadableFileException">Named reasons only; thrown here or while the rows are read.</exception>
    public static Sheet Run(byte[] file)
    {
        if (file.Length == 0)
        {
            throw new UnreadableFileException("文件是空的", "请选择填好的模板");
        }

        if (file.LongLength > LargestFile)
        {
            throw new UnreadableFileException("文件超过 20 MB", "请按乡镇分成几个文件");
        }

        var sheet =
            IsXlsx(file) ? WorkbookSheet.OpenXlsx(file)
            : IsXls(file) ? WorkbookSheet.OpenXls(file)
            : CsvSheet.Open(file);
        return sheet with { Rows = AtMost(sheet.Rows.Where(row => row.Cells.Any(cell => !cell.IsEmpty))) };
    }

    public static bool IsWorkbook(byte[] file) => IsXlsx(file) || IsXls(file);

    private static bool IsXlsx(byte[] file) => file.AsSpan().StartsWith("PK"u8);

    private static bool IsXls(byte[] file) =>
        file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static IEnumerable<SheetRow> AtMost(IEnumerable<SheetRow> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (++count > MostRows)
            {
                throw new UnreadableFileException("超过 20 万行", "请按县或乡镇分成几个文件");
            }

            yield return row;
        }
    }
}
