using System.Text;

namespace Tanfang.Exchange.Reading;

/// <summary>Opens a file by what it is, not by what it is called: its first visible sheet, whose first line holds the titles.</summary>
public static class OpenSheet
{
    public const long LargestFile = 20 * 1024 * 1024;
    public const int MostRows = 200_000;

    static OpenSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="UnreadableFileException">Named reasons only; thrown here or while the rows are read.</exception>
    public static Sheet Run(byte[] file)
    {
        Guard(file);
        var from1904 = false;
        var rows = (
            IsWorkbook(file) ? Plain(WorkbookReader.Open(file), out from1904) : CsvSheet.Rows(file)
        ).GetEnumerator();
        return rows.MoveNext()
            ? new Sheet([.. rows.Current.Cells.Select(c => c.AsText ?? "")], AtMost(Rest(rows)), from1904)
            : throw new UnreadableFileException("表里没有内容", "第一行应为列名，见模板");
    }

    public static bool IsWorkbook(byte[] file) => IsXlsx(file) || IsXls(file);

    internal static bool IsXlsx(byte[] file) => file.AsSpan().StartsWith("PK"u8);

    private static bool IsXls(byte[] file) =>
        file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    internal static void Guard(byte[] file)
    {
        if (file.Length == 0)
        {
            throw new UnreadableFileException("文件是空的", "请选择填好的模板");
        }

        if (file.LongLength > LargestFile)
        {
            throw new UnreadableFileException("文件超过 20 MB", "请按乡镇分成几个文件");
        }
    }

    /// <summary>Filled lines only, and no more of them than an import takes.</summary>
    internal static IEnumerable<SheetRow> AtMost(IEnumerable<SheetRow> rows)
    {
        var count = 0;
        foreach (var row in rows.Where(row => row.Own > 0))
        {
            if (++count > MostRows)
            {
                throw new UnreadableFileException("超过 20 万行", "请按县或乡镇分成几个文件");
            }

            yield return row;
        }
    }

    private static IEnumerable<SheetRow> Plain(WorkbookReader book, out bool from1904)
    {
        from1904 = book.Traits.CountsFrom1904;
        return Plain(book);
    }

    private static IEnumerable<SheetRow> Plain(WorkbookReader book)
    {
        using (book)
        {
            while (book.IsHidden)
            {
                if (!book.NextSheet())
                {
                    throw new UnreadableFileException("工作簿里没有可见的工作表", "请取消隐藏后重新保存");
                }
            }

            if (book.Merges is [var merged, ..])
            {
                var where = merged.FromRow == 1 ? "表头" : $"第 {merged.FromRow} 行";
                throw new UnreadableFileException($"{where}有合并的单元格", "请取消合并，第一行只放列名，每人一行");
            }

            foreach (var row in book.Rows())
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<SheetRow> Rest(IEnumerator<SheetRow> rows)
    {
        using (rows)
        {
            while (rows.MoveNext())
            {
                yield return rows.Current;
            }
        }
    }
}
