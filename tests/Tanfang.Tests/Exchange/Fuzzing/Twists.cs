using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>Workbooks whose parts are whole, and whose build is wrong: what is missing, what points nowhere, what is far too much.</summary>
internal static partial class Twists
{
    private const string Entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";

    private static readonly string[] Indexes = ["-1", "99999999", "2147483648", "4294967296", "1e9", "abc", "", "0.5"];
    private static readonly string[] Places =
    [
        "ZZZZZZ1",
        "A0",
        "XFE1",
        "1A",
        "",
        "A1048577",
        "A99999999999",
        "AAAAAAAAAAAAAAAA1",
        "中1",
    ];
    private static readonly string[] Rows = ["0", "-1", "1048576", "1048577", "2147483647", "4294967296", "x", ""];
    private static readonly string[] Ranges =
    [
        "A1:XFD1048576",
        "B9:A1",
        "A1",
        ":",
        "A0:B0",
        "XFE1:XFF2",
        "A1:A99999999999",
    ];
    private static readonly string[] Formats =
    [
        "",
        "[$-",
        "[h",
        "\"",
        "0;0;0;0;0;0",
        "yyyy\\",
        new('y', 5000),
        "_",
        "*",
        "[>=1e999]0",
        "[$-804]aaaa",
    ];
    private static readonly string[] Targets =
    [
        "worksheets/none.xml",
        "/xl/worksheets/sheet1.xml",
        "../../../../etc/hostname",
        "http://127.0.0.1:9/x",
        "",
        "worksheets",
        "sharedStrings.xml",
    ];

    /// <summary>Built once: a table of shared strings of more than an import unpacks, and a sheet of nothing but rows.</summary>
    private static readonly Lazy<byte[]> Bomb = new(() => Zeros(140_000_000));

    private static readonly Action<RawBook, Random>[] All =
    [
        (book, chance) => book.Parts.Remove(Any(chance, [.. book.Parts.Keys])),
        (book, chance) => book.Parts[Any(chance, [.. book.Parts.Keys])] = "",
        (book, chance) => Prefix(book, Any(chance, [.. book.Parts.Keys]), Entity),
        (book, chance) => Replace(book, RawBook.First, SharedIndex(), $"t=\"s\"><v>{Any(chance, Indexes)}</v>", chance),
        (book, chance) => Replace(book, RawBook.First, CellPlace(), $"<c r=\"{Any(chance, Places)}\"", chance),
        (book, chance) => Replace(book, RawBook.First, RowPlace(), $"<row r=\"{Any(chance, Rows)}\"", chance),
        (book, chance) => Replace(book, RawBook.First, CellPlace(), $"<c s=\"{Any(chance, Indexes)}\"", chance),
        (book, chance) =>
            Replace(book, RawBook.First, CellType(), $" t=\"{Any(chance, ["d", "b", "e", "n", "str", "x"])}\"", chance),
        (book, chance) =>
            After(
                book,
                RawBook.First,
                "</sheetData>",
                $"<mergeCells><mergeCell ref=\"{Any(chance, Ranges)}\"/></mergeCells>"
            ),
        (book, chance) => Before(book, RawBook.First, "<sheetData>", $"<dimension ref=\"{Any(chance, Ranges)}\"/>"),
        (book, chance) =>
            Before(
                book,
                RawBook.First,
                "<sheetData>",
                $"<cols><col min=\"{Any(chance, Indexes)}\" max=\"{Any(chance, Indexes)}\" width=\"{Any(chance, Indexes)}\" hidden=\"1\"/></cols>"
            ),
        (book, chance) =>
            Replace(
                book,
                RawBook.Styles,
                Format(),
                $"numFmtId=\"{Any(chance, Indexes)}\" formatCode=\"{System.Security.SecurityElement.Escape(Any(chance, Formats))}\"",
                chance
            ),
        (book, chance) =>
            Replace(
                book,
                RawBook.Styles,
                Format(),
                $"numFmtId=\"164\" formatCode=\"{System.Security.SecurityElement.Escape(Any(chance, Formats))}\"",
                chance
            ),
        (book, chance) => Replace(book, RawBook.Links, Target(), $"Target=\"{Any(chance, Targets)}\"", chance),
        (book, chance) =>
            Before(
                book,
                RawBook.Workbook,
                "<sheets>",
                string.Concat(
                    Enumerable.Repeat(
                        $"<sheets><sheet name=\"{chance.Next(9)}\" sheetId=\"1\" state=\"{Any(chance, ["hidden", "veryHidden", "x"])}\" r:id=\"rId1\"/></sheets>",
                        3
                    )
                )
            ),
        (book, _) =>
            Before(
                book,
                RawBook.Workbook,
                "</sheets>",
                string.Concat(
                    Enumerable.Range(2, 300).Select(n => $"<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>")
                )
            ),
        (book, chance) =>
            Before(
                book,
                RawBook.First,
                "</sheetData>",
                $"<row r=\"{chance.Next(1, 9)}\"><c r=\"A1\"><v>1</v></c></row>"
            ),
        (book, chance) =>
            Before(
                book,
                RawBook.First,
                "</sheetData>",
                string.Concat(Enumerable.Repeat("<row>", 3000)) + new string(' ', chance.Next(9))
            ),
        (book, _) =>
            Before(
                book,
                RawBook.Shared,
                "</sst>",
                $"<si>{string.Concat(Enumerable.Repeat("<r><t>段</t></r>", 5000))}</si>"
            ),
        (book, _) => Replace(book, RawBook.Workbook, Sheets(), "<sheets></sheets>", new Random(1)),
    ];

    public static byte[] Run(RawBook book, Random chance)
    {
        for (var left = chance.Next(1, 3); left > 0; left--)
        {
            All[chance.Next(All.Length)](book, chance);
        }

        return chance.Next(25) == 0 ? book.ToBytes(zip => More(book, zip, chance)) : book.ToBytes();
    }

    /// <summary>What takes long to make or to look through, and is therefore made seldom.</summary>
    public static byte[] Large(RawBook book, Random chance)
    {
        switch (chance.Next(4))
        {
            case 0:
                book.Parts.Remove(RawBook.Shared);
                return book.ToBytes(zip => Pour(zip, RawBook.Shared));
            case 1:
                Before(book, RawBook.First, "</sheetData>", "<row r=\"1048576\"><c r=\"AA1048576\"><v>1</v></c></row>");
                return book.ToBytes();
            case 2:
                // Each of many sheets claims to be long, though none holds anything.
                Before(book, RawBook.First, "</sheetData>", "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>");
                book.Repeat(100);
                return book.ToBytes();
            default:
                Prefix(book, RawBook.First, string.Concat(Enumerable.Repeat("<a>", 100_000)));
                return book.ToBytes();
        }
    }

    private static void More(RawBook book, ZipArchive zip, Random chance)
    {
        switch (chance.Next(4))
        {
            case 0:
                using (var twice = zip.CreateEntry(RawBook.First).Open())
                {
                    twice.Write(Encoding.UTF8.GetBytes(book.Parts.GetValueOrDefault(RawBook.Shared, "")));
                }

                break;
            case 1:
                for (var i = 0; i < 2100; i++)
                {
                    zip.CreateEntry($"xl/{i}");
                }

                break;
            case 2:
                zip.CreateEntry("../../vbaProject.bin");
                break;
            default:
                zip.CreateEntry("EncryptedPackage");
                break;
        }
    }

    private static void Pour(ZipArchive zip, string name)
    {
        using var inner = new ZipArchive(new MemoryStream(Bomb.Value), ZipArchiveMode.Read);
        using var zeros = inner.Entries[0].Open();
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        zeros.CopyTo(entry);
    }

    private static byte[] Zeros(int length)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("zeros", CompressionLevel.Fastest).Open();
            var block = new byte[1 << 20];
            for (var left = length; left > 0; left -= block.Length)
            {
                entry.Write(block.AsSpan(0, Math.Min(left, block.Length)));
            }
        }

        return bytes.ToArray();
    }

    private static string Any(Random chance, string[] of) => of.Length == 0 ? "" : of[chance.Next(of.Length)];

    private static void Replace(RawBook book, string part, Regex what, string with, Random chance)
    {
        if (book.Parts.TryGetValue(part, out var text) && what.Count(text) is > 0 and var count)
        {
            var (at, which) = (0, chance.Next(count));
            book.Parts[part] = what.Replace(text, match => at++ == which ? with : match.Value);
        }
    }

    private static void Before(RawBook book, string part, string what, string put) =>
        Swap(book, part, what, put + what);

    private static void After(RawBook book, string part, string what, string put) => Swap(book, part, what, what + put);

    private static void Prefix(RawBook book, string part, string put) =>
        book.Parts[part] = put + book.Parts.GetValueOrDefault(part, "");

    private static void Swap(RawBook book, string part, string what, string with)
    {
        if (book.Parts.TryGetValue(part, out var text))
        {
            book.Parts[part] = text.Replace(what, with, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("t=\"s\"><v>\\d+</v>")]
    private static partial Regex SharedIndex();

    [GeneratedRegex("<c r=\"\\w+\"")]
    private static partial Regex CellPlace();

    [GeneratedRegex("<row r=\"\\d+\"")]
    private static partial Regex RowPlace();

    [GeneratedRegex(" t=\"\\w+\"")]
    private static partial Regex CellType();

    [GeneratedRegex("numFmtId=\"164\" formatCode=\"[^\"]*\"")]
    private static partial Regex Format();

    [GeneratedRegex("Target=\"[^\"]*\"")]
    private static partial Regex Target();

    [GeneratedRegex("<sheets>.*</sheets>")]
    private static partial Regex Sheets();
}
