using System.Text;
using CsvHelper;

namespace Tanfang.Exchange.Reading;

/// <summary>Text with commas, semicolons or tabs, in UTF-8 (with or without mark), UTF-16 (with mark) or GB18030.</summary>
internal static class CsvSheet
{
    private static readonly string[] Unmarked = ["utf-8", "gb18030"];

    /// <summary>Of one row in bytes; what is longer is a quote that was never closed.</summary>
    private const int LongestRow = 1 << 20;

    public static Sheet Open(byte[] file)
    {
        var text = Decode(file);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnreadableFileException("不是文本文件", "请使用模板，保存为 .xlsx 或 .csv");
        }

        var rows = Rows(text, SeparatorOf(text)).GetEnumerator();
        return rows.MoveNext()
            ? new Sheet([.. rows.Current.Cells.Select(c => c.Text ?? "")], Rest(rows), CountsFrom1904: false)
            : throw new UnreadableFileException("表里没有内容", "第一行应为列名，见模板");
    }

    private static string Decode(byte[] file)
    {
        var (mark, encoding) =
            file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? (3, "utf-8")
            : file.AsSpan().StartsWith(Encoding.Unicode.Preamble) ? (2, "utf-16")
            : file.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble) ? (2, "utf-16BE")
            : (0, null);
        foreach (var name in encoding is null ? Unmarked : [encoding])
        {
            try
            {
                return Encoding
                    .GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                    .GetString(file, mark, file.Length - mark);
            }
            catch (DecoderFallbackException)
            {
                continue;
            }
        }

        throw new UnreadableFileException("文字编码认不出来", "请另存为 .xlsx，或 UTF-8、GB18030 编码的 .csv");
    }

    /// <summary>The separator that the first line has most of.</summary>
    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text[..end];
        return ",\t;".MaxBy(c => first.Count(x => x == c));
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

    private static IEnumerable<SheetRow> Rows(string text, char separator)
    {
        var unclosed = false;
        var how = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRow,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var reader = CsvReader.FromText(text, how);
        for (var number = 1; Next(reader, number); number++)
        {
            if (unclosed)
            {
                throw Unclosed(number);
            }

            yield return new SheetRow(number, [.. reader.Current.ToArray().Select(cell => new Cell(cell))]);
        }
    }

    private static bool Next(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw Unclosed(number);
        }
    }

    private static UnreadableFileException Unclosed(int row) =>
        new($"第 {row} 行的引号没有成对", "请补上引号，或另存为 .xlsx");
}
