using System.Text;
using CsvHelper;

namespace Tanfang.Exchange.Reading;

/// <summary>Text with commas, semicolons or tabs, in UTF-8 (with or without mark), UTF-16 (with mark) or GB18030.</summary>
internal static class CsvSheet
{
    private static readonly string[] Unmarked = ["utf-8", "gb18030"];

    /// <summary>Of one row in bytes; what is longer is a quote that was never closed.</summary>
    private const int LongestRow = 1 << 20;

    private const int Sample = 1 << 16;
    private const int SampleLines = 20;

    /// <summary>Every line, empty ones too.</summary>
    public static IEnumerable<SheetRow> Rows(byte[] file)
    {
        var text = Decode(file);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new UnreadableFileException("不是文本文件", "请使用模板，保存为 .xlsx 或 .csv")
            : Rows(text, SeparatorOf(text));
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

    /// <summary>The one that most of the first lines have; a note above the titles has none.</summary>
    private static char SeparatorOf(string text)
    {
        var lines = text[..Math.Min(text.Length, Sample)].Split('\n', SampleLines + 1);
        var first = lines[..Math.Min(lines.Length, SampleLines)];
        // Nobody types a tab: a text whose lines have it is separated by it, however many commas an address holds.
        return "\t,;".MaxBy(c =>
            ((long)first.Count(line => line.Contains(c, StringComparison.Ordinal)) * Sample)
            + (c == '\t' ? Sample - 1 : Math.Min(first.Sum(l => l.Count(x => x == c)), Sample - 2))
        );
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
