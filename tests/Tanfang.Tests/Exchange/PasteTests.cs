using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange.Reading;
using Tanfang.TestKit;
using Tanfang.Tests.Exchange.Counties;
using Xunit;

namespace Tanfang.Tests.Exchange;

public sealed class PasteTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a\tb\r\nc\td\r\n", "a|b/c|d")]
    [InlineData("a\t\nc\td", "a|/c|d")]
    [InlineData("\"三组\n\"\"东头\"\"\"\tb\n", "三组\n\"东头\"|b")]
    [InlineData("5\" 管\t\"x\"y\n", "5\" 管|\"x\"y")]
    [InlineData("\"未完\tb\n", "\"未完|b")]
    public void Cells_are_read_as_spreadsheets_copy_them(string text, string cells) =>
        Assert.Equal(cells, string.Join('/', PastedCells.Rows(text).Select(row => string.Join('|', row))));

    [Theory]
    [BothStores]
    public async Task A_pasted_table_goes_the_way_of_a_file(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var text =
            $"老人姓名\t身份证\t县\t乡镇\t村名\t家庭地址\n马三,四\t{ElderSheet.Number(1)}\t黎城县\t东阳关镇\t辛村\t\"三组,\n东头\"\n牛四\t{ElderSheet.Number(2)}\t黎城县\t东阳关镇\t辛村\t=1+1\n";

        var empty = await (await DeskScreen.Open(host, "/import/paste")).Press("");
        Assert.Contains("还没有粘贴内容", empty.Text, StringComparison.Ordinal);
        var mapping = await empty.Press("", ("Text", text));
        Assert.Equal("住址", mapping.Chosen("家庭地址"));
        var check = await mapping.Press("", ("Form.Name", "粘贴"));
        Assert.Contains("姓名里有数字或符号", check.Text, StringComparison.Ordinal);
        await check.Press("Confirm");
        await ImportPageTests.Finished(host, check.Path);

        await using var db = host.Store.Open();
        Assert.Equal("牛四", (await db.Elders.SingleAsync(Cancel)).Name);
    }
}
