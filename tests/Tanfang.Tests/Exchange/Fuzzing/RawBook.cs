using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>A workbook as its bare parts, so that each can be spoilt before they are put together. Made by hand: a library would make none that is wrong.</summary>
internal sealed class RawBook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public const string Workbook = "xl/workbook.xml";
    public const string Links = "xl/_rels/workbook.xml.rels";
    public const string First = "xl/worksheets/sheet1.xml";
    public const string Shared = "xl/sharedStrings.xml";
    public const string Styles = "xl/styles.xml";

    public Dictionary<string, string> Parts { get; } = [];

    /// <param name="shared">Whether texts stand in the table of shared strings, as Excel does it, or in the cells.</param>
    public static RawBook Of(IReadOnlyList<string?[]> rows, bool shared, bool from1904)
    {
        var strings = new List<string>();
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var r = 0; r < rows.Count; r++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                sheet.Append(CellOf(rows[r][c], r, c, shared ? strings : null));
            }

            sheet.Append("</row>");
        }

        var book = new RawBook();
        book.Parts["[Content_Types].xml"] =
            $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/{Workbook}\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/{First}\" ContentType=\"{Types}.worksheet+xml\"/></Types>";
        book.Parts["_rels/.rels"] = Relations(("rId1", "officeDocument", Workbook));
        book.Parts[Workbook] =
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr date1904=\"{(from1904 ? 1 : 0)}\"/><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        book.Parts[Links] = Relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml")
        );
        book.Parts[First] = sheet.Append("</sheetData></worksheet>").ToString();
        book.Parts[Shared] =
            $"<sst xmlns=\"{Main}\" count=\"{strings.Count}\">{string.Concat(strings.Select(s => $"<si><t>{s}</t></si>"))}</sst>";
        book.Parts[Styles] =
            $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
        return book;
    }

    /// <summary>The first sheet as it stands now, so many times, each a part of its own.</summary>
    public void Repeat(int sheets)
    {
        for (var n = 2; n <= sheets; n++)
        {
            Parts[$"xl/worksheets/sheet{n}.xml"] = Parts[First];
            Parts[Workbook] = Parts[Workbook]
                .Replace(
                    "</sheets>",
                    $"<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"s{n}\"/></sheets>",
                    StringComparison.Ordinal
                );
            Parts[Links] = Parts[Links]
                .Replace(
                    "</Relationships>",
                    $"<Relationship Id=\"s{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/></Relationships>",
                    StringComparison.Ordinal
                );
        }
    }

    /// <summary>The zip archive; <paramref name="more"/> may put further entries into it.</summary>
    public byte[] ToBytes(Action<ZipArchive>? more = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in Parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            more?.Invoke(zip);
        }

        return bytes.ToArray();
    }

    private static string CellOf(string? text, int row, int column, List<string>? strings)
    {
        var at = $"{(column < 26 ? "" : (char)('A' + (column / 26) - 1))}{(char)('A' + (column % 26))}{row + 1}";
        if (text is null)
        {
            return "";
        }

        if (text is ['#', .. var number])
        {
            return $"<c r=\"{at}\" s=\"{number.Length % 2}\"><v>{SecurityElement.Escape(number)}</v></c>";
        }

        // XML holds no other control characters; how they come into a cell all the same is written _x0000_.
        var safe = SecurityElement.Escape(
            string.Concat(text.Select(c => c < ' ' && c is not ('\t' or '\n' or '\r') ? $"_x{(int)c:X4}_" : $"{c}"))
        );
        if (strings is null)
        {
            return $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{safe}</t></is></c>";
        }

        strings.Add(safe);
        return $"<c r=\"{at}\" t=\"s\"><v>{strings.Count - 1}</v></c>";
    }

    private static string Relations(params (string Id, string Type, string Target)[] links) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(links.Select(l => $"<Relationship Id=\"{l.Id}\" Type=\"{Office}/{l.Type}\" Target=\"{l.Target}\"/>"))}</Relationships>";
}
