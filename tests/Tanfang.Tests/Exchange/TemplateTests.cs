using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Tanfang.Exchange.Columns;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Exchange.Templates;
using Xunit;

namespace Tanfang.Tests.Exchange;

public sealed class TemplateTests
{
    [Fact]
    public void The_workbook_is_valid()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(XlsxTemplate.Make()), isEditable: false);

        Assert.Empty(
            new OpenXmlValidator()
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(e => $"{e.Path?.XPath}: {e.Description}")
        );
    }

    [Fact]
    public void Both_templates_are_read_back_with_every_column_and_no_row()
    {
        foreach (var file in new[] { XlsxTemplate.Make(), CsvText.Template() })
        {
            var sheet = OpenSheet.Run(file);

            Assert.Equal(ElderColumns.All, ReadHeader.Of(sheet, ElderTargets.Elders).Columns);
            Assert.Empty(ReadHeader.Of(sheet, ElderTargets.Elders).Ignored);
            Assert.Empty(sheet.Rows);
        }
    }

    [Theory]
    [InlineData("县（市、区、旗）", "县")]
    [InlineData(" 乡镇（街道） ", "乡镇")]
    [InlineData("身份证号", "公民身份号码")]
    [InlineData("姓名*", "姓名")]
    [InlineData("独居/空巢", "独居、空巢")]
    public void Titles_of_other_lists_are_understood(string title, string column) =>
        Assert.Equal(column, ElderColumns.Find(title)?.Title);

    [Theory]
    [InlineData("姓名,村,县\n", "第一行缺少列：公民身份号码 或 出生日期")]
    [InlineData("公民身份号码,村,县\n", "第一行缺少列：姓名")]
    [InlineData("姓名,公民身份号码,县\n", "第一行缺少列：村 或 区划代码")]
    [InlineData("姓名,姓名,公民身份号码,村,县\n", "“姓名”列有 2 个")]
    [InlineData("姓名,公民身份号码,身份证号,村,县\n", "“公民身份号码”列有 2 个")]
    public void A_file_without_the_needed_columns_is_refused_naming_them(string head, string reason)
    {
        var sheet = OpenSheet.Run(Encoding.UTF8.GetBytes(head));

        Assert.Equal(
            reason,
            Assert.Throws<UnreadableFileException>(() => ReadHeader.Of(sheet, ElderTargets.Elders)).Message
        );
    }

    [Fact]
    public void Columns_that_are_not_ours_are_named_not_read()
    {
        var sheet = OpenSheet.Run("序号,姓名,公民身份号码,县,村,备注,\n"u8.ToArray());

        Assert.Equal(["序号", "备注"], ReadHeader.Of(sheet, ElderTargets.Elders).Ignored);
    }

    [Fact]
    public void What_would_be_a_formula_goes_out_as_text()
    {
        var report = new ImportReport { Errors = [new RowError(2, "姓名", "=HYPERLINK(\"x\")", "@a,b")] };

        Assert.Contains(
            "2,姓名,\"'=HYPERLINK(\"\"x\"\")\",\"'@a,b\"",
            Encoding.UTF8.GetString(CsvText.Errors(report)),
            StringComparison.Ordinal
        );
    }
}
