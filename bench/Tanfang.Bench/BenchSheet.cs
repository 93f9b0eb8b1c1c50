using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tanfang.Registry;

namespace Tanfang.Bench;

/// <summary>A county's list as an office fills in the template: sixteen columns, most of them filled.</summary>
internal static class BenchSheet
{
    private static readonly string[] Titles =
    [
        "姓名",
        "性别",
        "公民身份号码",
        "出生日期",
        "县",
        "乡镇",
        "村",
        "住址",
        "电话",
        "独居、空巢",
        "失能程度",
        "评估日期",
        "紧急联系人1",
        "紧急联系人1电话",
        "意愿",
        "登记日期",
    ];

    private static readonly string[] Villages = ["东阳关村", "辛村", "长宁村"];

    public static byte[] Csv(int rows) =>
        Encoding.UTF8.GetBytes(string.Concat(Lines(rows).Select(line => string.Join(',', line) + "\r\n")));

    /// <summary>Texts in the table of shared strings, as Excel keeps them.</summary>
    public static byte[] Xlsx(int rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        var strings = new Dictionary<string, int>();
        var sheet = new StringBuilder($"<worksheet xmlns=\"{main}\"><sheetData>");
        var number = 0;
        foreach (var line in Lines(rows))
        {
            number++;
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i].Length > 0)
                {
                    strings.TryAdd(line[i], strings.Count);
                    sheet.Append(
                        CultureInfo.InvariantCulture,
                        $"<c r=\"{(char)('A' + i)}{number}\" t=\"s\"><v>{strings[line[i]]}</v></c>"
                    );
                }
            }

            sheet.Append("</row>");
        }

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            void Part(string name, string xml)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(xml));
            }

            Part(
                "[Content_Types].xml",
                $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
            );
            Part(
                "_rels/.rels",
                $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Part(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            );
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            );
            Part("xl/worksheets/sheet1.xml", sheet.Append("</sheetData></worksheet>").ToString());
            Part(
                "xl/sharedStrings.xml",
                $"<sst xmlns=\"{main}\">{string.Concat(strings.Keys.Select(text => $"<si><t>{text}</t></si>"))}</sst>"
            );
        }

        return bytes.ToArray();
    }

    private static IEnumerable<string[]> Lines(int rows)
    {
        yield return Titles;
        for (var n = 0; n < rows; n++)
        {
            var birth = new DateOnly(1930, 1, 1).AddDays(n % 7000);
            // Prefix 99, never issued; the order code tells apart who was born on one day.
            var digits = string.Create(
                CultureInfo.InvariantCulture,
                $"990101{birth:yyyyMMdd}{(2 * (n / 7000)) + 1:D3}"
            );
            yield return
            [
                $"王{(char)('一' + (n / 200))}{(char)('丁' + (n % 200))}",
                "男",
                digits + IdNumber.CheckCharacter(digits),
                birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "黎城县",
                "东阳关镇",
                Villages[n % Villages.Length],
                $"{(n % 9) + 1}组{n % 300}号",
                string.Create(CultureInfo.InvariantCulture, $"138{n:D8}"),
                n % 3 == 0 ? "独居" : "",
                n % 4 == 0 ? "不能自理" : "",
                n % 4 == 0 ? "2025-06-01" : "",
                n % 2 == 0 ? "王建国" : "",
                n % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"139{n:D8}") : "",
                "愿意",
                "2026-01-05",
            ];
        }
    }
}
