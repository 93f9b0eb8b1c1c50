using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange.Counties;

/// <summary>Ten nasty workbooks go in through the mapping page, as somebody following the screens takes them.</summary>
public sealed class CountyTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <param name="Changes">What somebody has to change on the mapping page; the rest is guessed.</param>
    /// <param name="Skipped">As the page says it; null = nothing.</param>
    /// <param name="Errors">As the downloaded list says them: row, column, reason.</param>
    private sealed record Story(
        string Name,
        Func<byte[]> Make,
        (string, string?)[] Changes,
        int Added,
        string? Skipped,
        string? Note,
        params string[] Errors
    );

    private static readonly (string, string?)[] LiChengCounty = [("Form.Constants[县]", "黎城县")];

    private static readonly Story[] Stories =
    [
        new(
            "卫健办失能名单.xlsx",
            CountyFiles.Disabled,
            [],
            4,
            "跳过 2 行不是名单的内容：合计 1 行、表下的说明 1 行",
            null,
            "失能 9,家庭情况/失能等级,不在可选的词里"
        ),
        new(
            "独居花名册.xlsx",
            CountyFiles.Villages,
            [.. LiChengCounty, ("Form.Constants[老人类别]", "独居")],
            2,
            null,
            null,
            "上湾村 4,性别,不在可选的词里"
        ),
        new(
            "上遥镇摸底表.csv",
            CountyFiles.Gbk,
            [("Form.Columns[0].FillsDown", "true")],
            4,
            null,
            null,
            "8,老年人类型,有字典里没有的类别"
        ),
        new(
            "残联名册.xlsx",
            CountyFiles.From1904,
            [],
            2,
            null,
            "工作簿从 1904 年起计日期",
            "Sheet1 4,出生日期,只有年或年月，没有日",
            "Sheet1 5,出生日期,是农历日期",
            "Sheet1 6,出生日期,年份只有两位，不知是哪个世纪"
        ),
        new(
            "社保所名册.xlsx",
            CountyFiles.Mangled,
            [],
            1,
            null,
            null,
            "名册 2,身份证件号码,被电子表格改成了科学计数法，末几位已丢失",
            "名册 3,身份证件号码,末几位被电子表格改成了 0",
            "名册 4,手机,被电子表格改成了科学计数法，末几位已丢失"
        ),
        new(
            "善业村台账.xlsx",
            CountyFiles.Hidden,
            [],
            3,
            null,
            "有 1 行是隐藏的，也读取了；有 1 列是隐藏的，也读取了；表里有公式，按上次保存的结果读取"
        ),
        new(
            "合并名册.xlsx",
            CountyFiles.TwoNames,
            [],
            2,
            null,
            null,
            "合并 2,公民身份证号,与第 3 行号码相同而姓名不同",
            "合并 3,公民身份证号,与第 2 行号码相同而姓名不同",
            "合并 5,公民身份证号,与第 4 行是同一个号码"
        ),
        new(
            "小口村名单.xlsx",
            CountyFiles.Rare,
            [],
            4,
            null,
            null,
            "名单 6,出生时间,是农历日期",
            "名单 6,姓名,姓名里有本机自造字，别的机器显示不出"
        ),
        new(
            "打勾表.xls",
            CountyFiles.Old,
            [("Form.Constants[乡镇]", "东阳关镇"), .. LiChengCounty],
            2,
            null,
            "工作簿从 1904 年起计日期",
            "打勾表 5,出生日期,没有这一天"
        ),
        new(
            "留守统计表.xlsx",
            CountyFiles.Printed,
            [],
            3,
            "跳过 8 行不是名单的内容：列的编号 1 行、分组标题 2 行、合计 2 行、重复的表头 1 行、只有序号，没有填写 2 行",
            null,
            "Sheet1 10,联系电话,固定电话缺少区号"
        ),
    ];

    [Theory]
    [BothStores]
    public async Task Ten_nasty_workbooks_go_in_by_following_the_screens(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var seen = new List<string>();
        var expected = new List<string>();
        foreach (var story in Stories)
        {
            expected.AddRange([.. story.Errors.Prepend($"{story.Name}: {story.Added}, {story.Skipped}, {story.Note}")]);
            seen.AddRange(await Follow(host, story));
        }

        Assert.Equal(string.Join('\n', expected), string.Join('\n', seen));
    }

    private static async Task<IEnumerable<string>> Follow(TestHost host, Story story)
    {
        await using var db = host.Store.Open();
        var before = await db.Elders.CountAsync(Cancel);
        var mapping = await DeskScreen.Upload(host, story.Make(), story.Name);
        Assert.EndsWith("/mapping", mapping.Path, StringComparison.Ordinal);
        Assert.Contains("前十行，我们会这样读", mapping.Text, StringComparison.Ordinal);
        var check = await mapping.Press("", story.Changes);
        if (check.Path.Contains("mapping", StringComparison.Ordinal))
        {
            return [$"{story.Name} stays at the mapping page: {check.Text}"];
        }

        Assert.Contains(
            $"已按“{Path.GetFileNameWithoutExtension(story.Name)}”的对应关系读取",
            check.Text,
            StringComparison.Ordinal
        );
        await check.Press("Confirm");
        await ImportPageTests.Finished(host, check.Path);
        var errors = await host.Client.GetStringAsync(check.Path + "/errors.csv", Cancel);
        var told = errors.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
        var skipped = Regex.Match(check.Text, "跳过 .*?行不是名单的内容：[^ ]+ \\d+ 行(、[^ ]+ \\d+ 行)*").Value;
        var note = story.Note is { } said && check.Text.Contains(said, StringComparison.Ordinal) ? said : "";
        return told.Select(line => string.Join(',', line.Replace("\"", "", StringComparison.Ordinal).Split(',')[..3]))
            .Prepend($"{story.Name}: {await db.Elders.CountAsync(Cancel) - before}, {skipped}, {note}");
    }

    [Theory]
    [BothStores]
    public async Task A_source_is_mapped_once_known_again_and_its_errors_are_corrected_in_its_own_layout(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var mapping = await DeskScreen.Upload(host, CountyFiles.Printed(), "留守.xlsx");
        Assert.Equal("村", mapping.Chosen("〔分组标题〕"));
        Assert.Equal("西井镇", mapping.Chosen("Form.Constants[乡镇]"));
        Assert.Equal("公民身份号码", mapping.Chosen("身份证号"));
        // Without the village the page says what is missing and loses nothing.
        var refused = await mapping.Press("", ("Form.Name", "卫健办 2026 留守名单"), ("〔分组标题〕", ""));
        Assert.Contains("还缺少：村 或 区划代码", refused.Text, StringComparison.Ordinal);
        Assert.Equal("卫健办 2026 留守名单", refused.Chosen("Form.Name"));
        var check = await refused.Press("", ("〔分组标题〕", "村"));
        await check.Press("Confirm");
        await ImportPageTests.Finished(host, check.Path);

        var workbook = await host.Client.GetByteArrayAsync(check.Path + "/errors.xlsx", Cancel);
        var again = await DeskScreen.Upload(
            host,
            ErrorWorkbookTests.Correct(workbook, ("E4", "0355-6561234")),
            "错误.xlsx"
        );

        Assert.Contains(
            "表头与上次相同，已按“卫健办 2026 留守名单”的对应关系读取",
            again.Text,
            StringComparison.Ordinal
        );
        await again.Press("Confirm");
        await ImportPageTests.Finished(host, again.Path);
        await using var db = host.Store.Open();
        Assert.Equal(4, await db.Elders.CountAsync(Cancel));

        var kept = await DeskScreen.Open(host, "/import/mappings");
        Assert.Contains("〔分组标题〕 → 村", kept.Text, StringComparison.Ordinal);
        var id = (await db.SourceMaps.SingleAsync(Cancel)).Id.ToString();
        await host.SubmitAsync("/import/mappings?handler=Rename", ("id", id), ("name", "卫健办"));
        Assert.Contains("卫健办", (await DeskScreen.Open(host, "/import/mappings")).Text, StringComparison.Ordinal);
        await host.SubmitAsync("/import/mappings?handler=Drop", ("id", id));
        Assert.Equal(0, await db.SourceMaps.CountAsync(Cancel));
    }
}
