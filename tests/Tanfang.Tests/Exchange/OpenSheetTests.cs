using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using Tanfang.Exchange.Reading;
using Tanfang.TestKit;
using Xunit;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Tanfang.Tests.Exchange;

/// <summary>Files as they really arrive, and files that somebody made to do harm.</summary>
public sealed class OpenSheetTests
{
    private static readonly string Megabyte = new('0', 1 << 20);

    static OpenSheetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Text_is_read_in_the_encoding_it_has(string encoding, bool marked)
    {
        var how = Encoding.GetEncoding(encoding);
        var text = new ElderSheet().Elder(1, ("姓名", "𠮷䶮")).Text;
        byte[] file = [.. marked ? how.GetPreamble() : [], .. how.GetBytes(text)];

        Assert.Equal("𠮷䶮", OpenSheet.Run(file).Rows.Single().Cells[0].Text);
    }

    [Fact]
    public void Line_breaks_and_quotes_inside_a_cell_belong_to_it()
    {
        var file = new ElderSheet().Elder(1, ("住址", "三组\n\"东头\", 12 号")).Elder(2).Csv;

        var rows = OpenSheet.Run(file).Rows.ToList();

        Assert.Equal("三组\n\"东头\", 12 号", rows[0].Cells[5].Text);
        Assert.Equal([2, 3], rows.Select(r => r.Number));
    }

    [Fact]
    public void Empty_lines_are_no_rows_but_keep_their_numbers()
    {
        var file = Encoding.UTF8.GetBytes("姓名\n甲\n\n , \n乙\n");

        Assert.Equal([2, 5], OpenSheet.Run(file).Rows.Select(r => r.Number));
    }

    [Fact]
    public void Tabs_and_semicolons_separate_too()
    {
        Assert.Equal(["姓名", "村"], OpenSheet.Run("姓名\t村\n甲\t乙\n"u8.ToArray()).Header);
        Assert.Equal(["姓名", "村"], OpenSheet.Run("姓名;村\n甲;乙\n"u8.ToArray()).Header);
    }

    [Fact]
    public void A_workbook_keeps_numbers_numbers_and_formulas_are_what_was_saved_in_them()
    {
        var file = new ElderSheet()
            .Elder(
                1,
                ("公民身份号码", "#110105194912310020"),
                ("电话", "#13800001234"),
                ("住址", "=HYPERLINK(\"http://x\")")
            )
            .Xlsx(
                (_, sheet) =>
                    sheet.Descendants<Row>().Last().Elements<Cell>().Last().CellFormula = new CellFormula("1/0")
            );

        var cells = OpenSheet.Run(file).Rows.Single().Cells;

        Assert.Equal(110105194912310020d, cells[1].Number);
        Assert.Equal("13800001234", cells[6].AsText);
        Assert.Equal("=HYPERLINK(\"http://x\")", cells[5].Text);
        Assert.Equal("独居", cells[7].Text);
    }

    [Fact]
    public void A_hidden_sheet_is_passed_over()
    {
        var file = new ElderSheet()
            .Elder(1)
            .Xlsx(
                (workbook, _) =>
                {
                    var part = workbook.AddNewPart<DocumentFormat.OpenXml.Packaging.WorksheetPart>();
                    part.Worksheet = new Worksheet(new SheetData());
                    workbook.Workbook.Sheets!.PrependChild(
                        new Sheet
                        {
                            Id = workbook.GetIdOfPart(part),
                            SheetId = 2,
                            Name = "藏",
                            State = SheetStateValues.Hidden,
                        }
                    );
                }
            );

        Assert.Equal("姓名", OpenSheet.Run(file).Header[0]);
    }

    [Fact]
    public void A_workbook_from_1904_says_so()
    {
        var file = new ElderSheet()
            .Elder(1)
            .Xlsx((workbook, _) => workbook.Workbook.PrependChild(new WorkbookProperties { Date1904 = true }));

        Assert.True(OpenSheet.Run(file).CountsFrom1904);
        Assert.False(OpenSheet.Run(new ElderSheet().Elder(1).Xlsx()).CountsFrom1904);
    }

    /// <summary>Made by LibreOffice: three made-up elders, as Excel 97 keeps them.</summary>
    private static byte[] Old =>
        File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "Tanfang.Tests", "Exchange", "Files", "elders-97.xls")
        );

    [Fact]
    public void A_workbook_of_Excel_97_is_read_like_any_other()
    {
        var sheet = OpenSheet.Run(Old);

        Assert.Equal(["姓名", "公民身份号码", "出生日期", "县", "乡镇", "村", "独居、空巢"], sheet.Header);
        var rows = sheet.Rows.ToList();
        Assert.Equal([2, 3, 4], rows.Select(r => r.Number));
        Assert.Equal("990101194103030026", rows[0].Cells[1].AsText);
        Assert.Equal(new DateOnly(1941, 3, 4), rows[1].Cells[2].Day);
        Assert.Equal("独居", rows[2].Cells[6].AsText);
    }

    /// <summary>A word in a cell is no stream of the file, whatever it says.</summary>
    [Fact]
    public void A_cell_may_speak_of_macros()
    {
        var file = Replaced(Old, "公民身份号码", "Macros");

        Assert.Equal("Macros", OpenSheet.Run(file).Header[1]);
    }

    private static byte[] Replaced(byte[] file, string text, string by)
    {
        var at = file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text));
        byte[] changed = [.. file];
        Encoding.Unicode.GetBytes(by).CopyTo(changed, at);
        return changed;
    }

    /// <summary>With another name in the directory: 64 bytes of name, then its length with the zero at its end.</summary>
    private static byte[] Renamed(byte[] file, string stream, string to)
    {
        var at = file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(stream));
        byte[] changed = [.. file];
        changed.AsSpan(at, 64).Clear();
        Encoding.Unicode.GetBytes(to).CopyTo(changed, at);
        changed[at + 64] = (byte)(2 * (to.Length + 1));
        return changed;
    }

    // By name: the runner would write every byte of the files themselves into the name of the test.
    private static readonly Dictionary<string, (Func<byte[]> Make, string Reason)> Refused = new()
    {
        ["empty"] = (() => [], "文件是空的"),
        ["too large"] = (() => new byte[OpenSheet.LargestFile + 1], "文件超过 20 MB"),
        ["old and cut off"] = (() => Old[..2000], "不是完整的工作簿"),
        ["old header alone"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "不是完整的工作簿"),
        ["old with macros"] = (() => Renamed(Old, "\u0005SummaryInformation", "_VBA_PROJECT_CUR"), "工作簿带有宏"),
        ["encrypted"] = (() => Renamed(Old, "\u0005SummaryInformation", "EncryptedPackage"), "工作簿加了密码"),
        ["binary"] = (() => [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 0x31], "不是文本文件"),
        ["undecodable"] = (() => [0xFF, 0xFF, 0x81, 0x20], "文字编码认不出来"),
        ["cut off"] = (() => new ElderSheet().Elder(1).Xlsx()[..400], "不是完整的工作簿"),
        ["no workbook"] = (() => Zip([("a.txt", "x")]), "不是完整的工作簿"),
        ["macro"] = (() => With("xl/vbaProject.bin", "x"), "工作簿带有宏"),
        ["encrypted zip"] = (() => With("EncryptedPackage", "x"), "工作簿加了密码"),
        ["XXE"] = (
            () => With("xl/evil.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
            "工作簿里有外部实体声明"
        ),
        ["bomb"] = (() => With("xl/media/zeros.bin", Megabyte, 600), "压缩的内容大得不合情理"),
        ["strings bomb"] = (() => With("xl/sharedStrings.xml", Megabyte, 150), "压缩的内容大得不合情理"),
        ["broken xml"] = (() => With("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row"), "表里没有内容"),
        ["merged title"] = (() => Merged("A1:B1"), "表头有合并的单元格"),
        ["merged row"] = (() => Merged("A3:B3"), "第 3 行有合并的单元格"),
        ["unclosed"] = (() => Encoding.UTF8.GetBytes("姓名,村\n甲,\"乙\n丙,丁\n"), "第 2 行的引号没有成对"),
        ["unclosed and long"] = (
            () => Encoding.UTF8.GetBytes("姓名,村\n甲,\"乙\n" + new string('丁', 600_000)),
            "第 2 行的引号没有成对"
        ),
        ["too many"] = (
            () => Encoding.UTF8.GetBytes("姓名\n" + string.Concat(Enumerable.Repeat("甲\n", 200_001))),
            "超过 20 万行"
        ),
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_file_that_cannot_be_trusted_is_refused_by_its_name(string what)
    {
        var (make, reason) = Refused[what];
        var file = make();
        var refused = Assert.Throws<UnreadableFileException>(() => OpenSheet.Run(file).Rows.Count());

        Assert.True(reason == refused.Message, $"{what}: {refused.Message}");
        Assert.NotEmpty(refused.Remedy);
    }

    private static byte[] Merged(string range) =>
        new ElderSheet()
            .Elders(5)
            .Xlsx((_, sheet) => sheet.Append(new MergeCells(new MergeCell { Reference = range })));

    /// <summary>A good workbook with one part added or replaced.</summary>
    private static byte[] With(string name, string text, int times = 1)
    {
        using var source = new ZipArchive(new MemoryStream(new ElderSheet().Elders(2).Xlsx()));
        var sheet = source
            .Entries.Single(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal))
            .FullName;
        var target = name == "xl/worksheets/sheet1.xml" ? sheet : name;
        var kept = source
            .Entries.Where(e => e.FullName != target)
            .Select(e => (e.FullName, new StreamReader(e.Open()).ReadToEnd()));
        return Zip([.. kept, .. Enumerable.Repeat((target, text), times)]);
    }

    /// <summary>Parts of one name that follow each other become one.</summary>
    private static byte[] Zip(IReadOnlyList<(string Name, string Text)> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var part in parts.GroupBy(p => p.Name))
            {
                using var entry = zip.CreateEntry(part.Key, CompressionLevel.Fastest).Open();
                using var writer = new StreamWriter(entry);
                foreach (var (_, text) in part)
                {
                    writer.Write(text);
                }
            }
        }

        return bytes.ToArray();
    }
}
