using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Registry;
using Tanfang.Registry.Editing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

public class EditElderTests
{
    private const string Number = "990101194103020020";

    [Theory, BothStores]
    public async Task Saved_file_shows_what_was_entered_and_keeps_what_was_left_empty(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol(Desk.Draft() with { IdNumber = Number, Phone = "13800001234" });

        using var answer = await Save(host, elder, "1", ("Form.Address", "三组12号"), ("Form.HouseSafe", "False"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await host.Page($"/elders/{elder}");
        Assert.Contains("三组12号", page, StringComparison.Ordinal);
        Assert.Contains("不安全", page, StringComparison.Ordinal);
        Assert.Contains("9901**********0020", page, StringComparison.Ordinal);
        Assert.Contains("138****1234", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, page + await host.Page($"/elders/{elder}/edit"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Stale_form_shows_both_versions_and_loses_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        using (await Save(host, elder, "1", ("Form.Benefits", "养老金每月 180 元"))) { }

        using var stale = await Save(host, elder, "1", ("Form.HelpMeasures", "每周送餐"));
        var page = await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Contains("养老金每月 180 元", page, StringComparison.Ordinal);
        Assert.Contains(
            ">\n每周送餐</textarea>",
            page.Replace("\r", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("name=\"Form.Version\" value=\"2\"", page, StringComparison.Ordinal);
        using var again = await Save(host, elder, "2", ("Form.HelpMeasures", "每周送餐"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Theory]
    [BothStores("Form.BirthDate", "2030-01-01", "出生日期在将来")]
    [BothStores("Form.BirthDate", "1890-01-01", "130")]
    [BothStores("Form.BirthDate", "1941-02-30", "")]
    [BothStores("Form.Name", "", "姓名没有填")]
    [BothStores("Form.Name", "\u200b\u200b", "姓名没有填")]
    [BothStores("Form.Name", "\ue000\ue001", "自造字")]
    [BothStores("Form.Name", "张3", "数字或符号")]
    [BothStores("Form.IdNumber", "990101194103020021", "校验码不符")]
    [BothStores("Form.IdNumber", "1.10E+17", "科学计数法")]
    [BothStores("Form.Phone", "12345", "手机")]
    [BothStores("Form.MonthlyIncome", "-3", "不合情理")]
    public async Task Impossible_value_is_refused_with_its_reason_at_its_field(
        Store store,
        string field,
        string value,
        string reason
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();

        using var answer = await Save(host, elder, "1", (field, value));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains($"href=\"#{field.Replace('.', '_')}\"", page, StringComparison.Ordinal);
        Assert.Equal(1, (await host.Elder(elder)).Version);
    }

    [Theory]
    [BothStores("阿依古丽•买买提", "阿依古丽·买买提")]
    [BothStores("阿依古丽．买买提", "阿依古丽·买买提")]
    [BothStores("张𠮷", "张𠮷")]
    [BothStores("䶮", "䶮")]
    [BothStores(" 张\u200b 三 ", "张三")]
    public async Task Rare_name_is_kept_in_one_spelling(Store store, string typed, string kept)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();

        using var answer = await Save(host, elder, "1", ("Form.Name", typed));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(kept, (await host.Elder(elder)).Name);
        var page = WebUtility.HtmlDecode(await host.Page($"/elders/{elder}"));
        Assert.Contains($"<h1>{kept}</h1>", page, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Number_of_another_file_is_refused_without_saying_whose(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("别的人") with { IdNumber = Number });
        var elder = await host.Enrol(Desk.Draft("测试乙"));

        using var answer = await Save(host, elder, "1", ("Form.IdNumber", Number));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("已登记在另一份档案", page, StringComparison.Ordinal);
        Assert.DoesNotContain("别的人", page, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Other_countys_file_is_unknown_to_every_change(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var other = Scope.Of(await host.DivisionId("140425"));
        var form = new ElderForm { Name = "改名", Version = 1 };

        var edited = await host.Do<EditElder, Result<Guid>>(e =>
            e.Run(other, Actor.Local, elder, form, CancellationToken.None)
        );
        var called = await host.Do<EditContacts, Result<Guid>>(e =>
            e.Run(other, Actor.Local, elder, 1, [], CancellationToken.None)
        );

        Assert.Equal("elder.unknown", Assert.Single(edited.Refusals).Code);
        Assert.Equal("elder.unknown", Assert.Single(called.Refusals).Code);
    }

    [Theory, BothStores]
    public async Task Contacts_are_added_reordered_and_removed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol(
            Desk.Draft() with
            {
                Contacts = [new("儿子", "儿子", "13800001111"), new("邻居", "邻居", "13800002222")],
            }
        );
        var ids = (await Contacts(host, elder)).Select(c => c.Id.ToString()).ToList();

        using var answer = await host.SubmitAsync(
            $"/elders/{elder}/contacts",
            ("Version", "1"),
            ("Lines[0].Id", ids[0]),
            ("Lines[0].Order", "1"),
            ("Lines[0].Name", "儿子"),
            ("Lines[0].Remove", "true"),
            ("Lines[1].Id", ids[1]),
            ("Lines[1].Order", "3"),
            ("Lines[1].Name", "邻居"),
            ("Lines[2].Order", "2"),
            ("Lines[2].Name", "女儿"),
            ("Lines[2].Phone", "0355-6561234")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(["女儿", "邻居"], (await Contacts(host, elder)).Select(c => c.Name));
        Assert.Contains("tel:13800002222", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Household_keeps_the_elder_whatever_is_sent(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol(Desk.Draft() with { IdNumber = Number });
        var own = await Own(host, elder);

        using var answer = await host.SubmitAsync(
            $"/elders/{elder}/household",
            ("Version", "1"),
            ("Lines[0].Id", own.Id.ToString()),
            ("Lines[0].Order", "1"),
            ("Lines[0].Name", "冒名"),
            ("Lines[0].Relation", "妻"),
            ("Lines[0].Remove", "true"),
            ("Lines[1].Order", "0"),
            ("Lines[1].Name", "王大明"),
            ("Lines[1].Relation", "户主"),
            ("Lines[1].Health", "高血压")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await Own(host, elder);
        Assert.Equal(("测试甲", 1, "妻"), (after.Name, after.Position, after.Relation));
        Assert.Contains("高血压", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Save(
        TestHost host,
        Guid elder,
        string version,
        params (string Name, string Value)[] fields
    )
    {
        (string, string)[] usual =
        [
            ("Form.Name", "测试甲"),
            ("Form.Sex", "Female"),
            ("Form.BirthDate", "1941-03-02"),
            ("Form.Version", version),
        ];
        return host.SubmitAsync(
            $"/elders/{elder}/edit",
            [.. usual.Where(u => fields.All(f => f.Name != u.Item1)), .. fields]
        );
    }

    private static async Task<List<Contact>> Contacts(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        return await db.Contacts.Where(c => c.ElderId == elder).OrderBy(c => c.CallingOrder).ToListAsync();
    }

    private static async Task<HouseholdMember> Own(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        return await db.HouseholdMembers.SingleAsync(m => m.ElderId == elder);
    }
}
