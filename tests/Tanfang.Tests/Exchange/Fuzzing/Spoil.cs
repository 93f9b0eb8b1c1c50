using System.IO.Compression;
using System.Text;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>A list that could be imported as it stands.</summary>
/// <param name="Titles">How many of the rows are titles and what stands above them.</param>
internal sealed record FuzzList(IReadOnlyList<string?[]> Rows, int Titles);

/// <summary>Spoils a list on one of four levels: its cells, the build of the workbook, the text of its parts, the bytes of the file.</summary>
internal static class Spoil
{
    static Spoil() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="list">A whole list by chance.</param>
    /// <param name="whole">Whole files of the same kind, made by real programs.</param>
    public static byte[] File(FuzzList list, IReadOnlyList<byte[]> whole, Random chance)
    {
        var rows = chance.Next(3) > 0 ? Cells(list, chance) : list.Rows;
        var made = () => chance.Next(3) == 0 ? Text(rows, chance) : Book(rows, chance).ToBytes();
        return chance.Next(200) == 0
            ? Twists.Large(Book(rows, chance), chance)
            : chance.Next(12) switch
            {
                0 or 1 => Twists.Run(Book(rows, chance), chance),
                2 => Within(Any(whole.Where(f => f is [(byte)'P', ..]).ToList(), chance), chance),
                3 => Bytes(Any(whole, chance), chance),
                4 => Bytes(made(), chance),
                _ => made(),
            };
    }

    /// <summary>Some cells bad; now and then a row twice, a row or a cell too few, a cell too many.</summary>
    public static List<string?[]> Cells(FuzzList list, Random chance)
    {
        var rows = list.Rows.Select(row => (string?[])row.Clone()).ToList();
        for (var left = chance.Next(1, 6); left > 0; left--)
        {
            var from = chance.Next(12) == 0 ? 0 : list.Titles;
            var row = chance.Next(from, rows.Count);
            if (rows[row].Length > 0)
            {
                rows[row][chance.Next(rows[row].Length)] = BadCells.Any(chance);
            }
        }

        var at = chance.Next(rows.Count);
        switch (chance.Next(16))
        {
            case 0:
                rows.Insert(at, rows[chance.Next(rows.Count)]);
                break;
            case 1 when rows.Count > 1:
                rows.RemoveAt(at);
                break;
            case 2:
                rows[at] = rows[at][..chance.Next(rows[at].Length + 1)];
                break;
            case 3:
                rows[at] = [.. rows[at], BadCells.Any(chance), BadCells.Any(chance)];
                break;
            case 4:
                rows.Insert(at, []);
                break;
        }

        return rows;
    }

    public static string Lines(IReadOnlyList<string?[]> rows, char separator, bool quoted) =>
        string.Concat(
            rows.Select(row =>
                string.Join(
                    separator,
                    row.Select(cell => quoted ? $"\"{cell?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)
                ) + "\r\n"
            )
        );

    private static RawBook Book(IReadOnlyList<string?[]> rows, Random chance) =>
        RawBook.Of(rows, chance.Next(2) == 0, chance.Next(8) == 0);

    private static byte[] Text(IReadOnlyList<string?[]> rows, Random chance)
    {
        var text = Lines(rows, ",,,\t;"[chance.Next(5)], chance.Next(4) > 0);
        return chance.Next(6) switch
        {
            0 => Encoding.GetEncoding("gb18030").GetBytes(text),
            1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            2 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            3 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    /// <summary>Bytes change, among them those that are lengths and places; now and then the end is missing.</summary>
    private static byte[] Bytes(byte[] file, Random chance)
    {
        byte[] spoilt = [.. file[..(chance.Next(4) == 0 ? chance.Next(1, file.Length) : file.Length)]];
        for (var left = chance.Next(1, 12); left > 0; left--)
        {
            var at = chance.Next(spoilt.Length);
            if (chance.Next(3) > 0 || spoilt.Length < 4)
            {
                spoilt[at] = (byte)chance.Next(256);
            }
            else
            {
                var wide = chance.Next(2) == 0 ? 2 : 4;
                at = Math.Min(at / wide * wide, spoilt.Length - wide);
                spoilt
                    .AsSpan(at, wide)
                    .Fill(
                        (byte)(
                            chance.Next(3) switch
                            {
                                0 => 0,
                                1 => 0xFF,
                                _ => 0x7F,
                            }
                        )
                    );
            }
        }

        return spoilt;
    }

    /// <summary>Spoils the parts of a workbook and not its wrapping: digits and letters change, pieces go or come twice.</summary>
    private static byte[] Within(byte[] file, Random chance)
    {
        using var source = new ZipArchive(new MemoryStream(file));
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var part in source.Entries)
            {
                using var reader = new StreamReader(part.Open());
                var text = new StringBuilder(reader.ReadToEnd());
                for (var left = chance.Next(3); left > 0 && text.Length > 0; left--)
                {
                    var (at, length) = (chance.Next(text.Length), chance.Next(40));
                    length = Math.Min(length, text.Length - at - 1);
                    _ = chance.Next(4) switch
                    {
                        0 => text.Remove(at, length),
                        1 => text.Insert(at, text.ToString(at, length)),
                        2 => text.Replace(text[at], (char)chance.Next(32, 0x2FFF), at, 1),
                        _ => text.Insert(at, chance.Next(9) == 0 ? "1048576" : "99"),
                    };
                }

                using var entry = zip.CreateEntry(part.FullName, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text.ToString()));
            }
        }

        return bytes.ToArray();
    }

    private static T Any<T>(IReadOnlyList<T> of, Random chance) => of[chance.Next(of.Count)];
}
