using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;
using Xunit;
using static Tanfang.Tests.Exchange.ImportTests;

namespace Tanfang.Tests.Exchange;

/// <summary>What spreadsheets bring: a bad cell is named with its remedy, odd text that is somebody's name or address is kept.</summary>
public sealed class ImportCellTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores("姓名", "王3", "姓名里有数字或符号")]
    [BothStores("姓名", "\uE000某", "姓名里有本机自造字，别的机器显示不出")]
    [BothStores("姓名", "\u200B \u200D", "姓名没有填")]
    [BothStores("公民身份号码", "11010519491231003X", "校验码不符，有错位或错字")]
    [BothStores("公民身份号码", "110105194912310000", "末几位被电子表格改成了 0")]
    [BothStores("出生日期", "2025-02-29", "没有这一天")]
    [BothStores("出生日期", "农历三月初二", "是农历日期")]
    [BothStores("出生日期", "1941-03-04", "出生日期与公民身份号码不符")]
    [BothStores("村", "没有的村", "找不到“没有的村”")]
    [BothStores("县", "没有的县", "找不到这个县（市、区、旗）")]
    [BothStores("区划代码", "140426101", "区划代码没有到村（居）")]
    [BothStores("区划代码", "999999999999", "没有这个区划代码，或已撤销且不知并入何处")]
    [BothStores("残疾人证号", "11010519491231002X83", "第 19 位（残疾类别）应为 1 至 7")]
    [BothStores("残疾人证号", "11010519491231002X43", "残疾人证号不是这个人的")]
    [BothStores("电话", "6561234", "固定电话缺少区号")]
    [BothStores("独居、空巢", "是", "不在可选的词里")]
    [BothStores("留守", "可能", "不是“是”也不是“否”")]
    [BothStores("意愿", "拒绝", "写了拒绝，没有写是谁表示的")]
    [BothStores("评估结果", "重度", "填了评估，没有填失能程度")]
    [BothStores("登记日期", "2026-12-01", "登记日期在将来")]
    [BothStores("家庭每月收入", "两千", "不是金额")]
    public async Task A_bad_cell_is_named_by_its_column_with_a_remedy(
        Store store,
        string column,
        string value,
        string reason
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet(
            "出生日期",
            "区划代码",
            "残疾人证号",
            "留守",
            "意愿",
            "评估结果",
            "登记日期",
            "家庭每月收入"
        )
            .Elder(1, (column, value))
            .Elder(2)
            .Csv;

        var report = await Run(host, file);

        Assert.Equal((2, 1, 0, 0, 1), Counts(report));
        var error = Assert.Single(report.Errors);
        Assert.Equal((2, reason), (error.Row, error.Reason));
        Assert.Contains(error.Column, column == "意愿" ? "意愿由谁表示" : column, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [BothStores]
    public async Task Names_in_every_spelling_and_a_formula_as_address_are_data(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet()
            .Elder(1, ("姓名", "𠮷"), ("住址", "=HYPERLINK(\"http://x\",\"y\")"))
            .Elder(2, ("姓名", "\u200B䶮 三\uFEFF"))
            .Elder(3, ("姓名", "买买提．艾山"))
            .Csv;

        await Run(host, file);

        await using var db = host.Store.Open();
        var elders = await db.Elders.OrderBy(e => e.BirthDate).ToListAsync(Cancel);
        Assert.Equal(["𠮷", "䶮三", "买买提·艾山"], elders.Select(e => e.Name));
        var vault = Vault.Open(host.Store.Options.KeyFile);
        Assert.Equal("=HYPERLINK(\"http://x\",\"y\")", ElderSecrets.Open(vault.SealOf(elders[0]), elders[0]).Address);
    }
}
