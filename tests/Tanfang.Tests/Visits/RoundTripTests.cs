using System.Net;
using Tanfang.TestKit;
using Tanfang.Visits.Form;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>Every box of sections five and six: entered, stored, shown, printed.</summary>
public class RoundTripTests
{
    private static readonly string[] WithoutChoices = ["needs", "suggestion", "visitors"];

    public static TheoryData<Store, string> Items()
    {
        var items = new TheoryData<Store, string>();
        foreach (var store in Enum.GetValues<Store>())
        foreach (var item in VisitForm.Status.Prepend(VisitForm.Mode))
            items.Add(store, item.Key);
        return items;
    }

    [Fact]
    public void Every_item_of_the_paper_is_covered_here() =>
        Assert.Equal(
            VisitForm.Definition.Items.Where(i => !i.BeyondThePaper).Select(i => i.Key).Order(StringComparer.Ordinal),
            VisitForm
                .Status.Prepend(VisitForm.Mode)
                .Select(i => i.Key)
                .Concat(WithoutChoices)
                .Order(StringComparer.Ordinal)
        );

    [Theory, MemberData(nameof(Items))]
    public async Task Each_box_is_entered_stored_shown_and_printed(Store store, string key)
    {
        await using var host = await TestHost.StartAsync(store);
        foreach (var choice in VisitForm.Item(key).Choices)
            await GoRound(host, key, choice.Code);
    }

    private static async Task GoRound(TestHost host, string key, string code)
    {
        var elder = await host.AddElder();
        var page = $"/elders/{elder}/visits/new";
        await host.FillAsync(page, [("mode", "other"), ("mood", "worse"), ("happenedOn", "2026-10-07")]);
        var label = VisitForm.Item(key).LabelOf(code)!;

        var (_, visit) = await host.FillAsync(
            page,
            [
                (key, code),
                .. key == "mode" ? [] : new[] { ("mode", "onSite") },
                .. key == "family" && code != "unchanged" ? new[] { ("familyBy", "3") } : [],
                .. code == "serious" ? new[] { ("illnessName", "病名甲") } : [],
            ]
        );

        var shown = await host.OpenAsync(visit!);
        Assert.Contains(label, shown, StringComparison.Ordinal);
        var correcting = await host.OpenAsync($"{visit}/correct");
        Assert.Contains($"{key}={code}", Desk.Chosen(correcting));
        Assert.Equal(key == "mode" ? 1 : 2, Desk.Chosen(correcting).Count);
        var printed = await host.OpenAsync($"/elders/{elder}/form?visit={visit!.Split('/')[^1]}");
        var onPaper = code == "remote" ? "其他" : label;
        // Two copies, and on each only this box (and the mode's) is ticked.
        Assert.Equal(2, printed.Split($"☑</span>{onPaper}").Length - 1 - (onPaper == "是" ? 1 : 0));
        if (code is "more" or "fewer")
            Assert.Contains(">3</span>", printed, StringComparison.Ordinal);
        if (code == "serious")
            Assert.Contains("病名甲", printed, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Words_and_names_are_entered_stored_shown_and_printed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        (string, string)[] words =
        [
            ("needsInWords", "想有人陪着说话"),
            ("suggestion", "每周来两次\r\n换燃气软管"),
            ("visitors", "李探访、王探访"),
            ("signedByElder", "代签（女儿）"),
            ("signedByDesk", "赵录入"),
            ("beyond.difficulties", "买菜不便"),
        ];

        var (_, visit) = await host.FillAsync(
            $"/elders/{elder}/visits/new",
            [
                ("mode", "video"),
                ("channel", "wechat"),
                ("mood", "better"),
                ("needs", "lifeCare"),
                ("needs", "comfort"),
                ("beyond.benefits", "yes"),
                .. words,
            ]
        );

        var shown = await host.OpenAsync(visit!);
        var printed = await host.OpenAsync($"/elders/{elder}/form?visit={visit!.Split('/')[^1]}");
        var correcting = await host.OpenAsync($"{visit}/correct");
        foreach (
            var text in new[]
            {
                "生活照料、精神慰藉",
                "想有人陪着说话",
                "换燃气软管",
                "李探访、王探访",
                "代签（女儿）",
                "赵录入",
                "微信",
            }
        )
        {
            Assert.Contains(text, shown, StringComparison.Ordinal);
            Assert.Contains(text, printed, StringComparison.Ordinal);
        }

        Assert.Contains("买菜不便", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("买菜不便", printed, StringComparison.Ordinal);
        Assert.All(words, w => Assert.Contains(w.Item2.Split("\r\n")[^1], correcting, StringComparison.Ordinal));
        Assert.Contains("needs=comfort", Desk.Chosen(correcting));
        await using var db = host.Store.Open();
        var row = db.Visits.Single();
        Assert.Equal("|lifeCare|comfort|", row.Needs);
        Assert.DoesNotContain("陪着", System.Text.Encoding.UTF8.GetString(row.Words!), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Act_of_care_is_entered_stored_shown_and_printed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var (_, list) = await host.FillAsync(
            $"/elders/{elder}/care/new",
            [("what", "上门理发"), ("servedBy", "孙服务"), ("satisfaction", "很满意"), ("happenedOn", "2026-11-12")]
        );
        var fromPhone = await host.SendAsync(
            host.Item(elder, """ "what":"送餐","servedBy":["钱服务"] """, kind: "care")
        );

        Assert.Equal(("accepted", 2), (fromPhone.Outcome(), (int)fromPhone["ordinal"]!));
        var shown = await host.OpenAsync(list!);
        await using var db = host.Store.Open();
        var first = db.CareActs.Single(c => c.Ordinal == 1);
        var printed = await host.OpenAsync($"/elders/{elder}/form?care={first.Id}");
        foreach (var text in new[] { "上门理发", "孙服务", "很满意" })
        {
            Assert.Contains(text, shown, StringComparison.Ordinal);
            Assert.Equal(2, printed.Split(text).Length - 1);
        }

        Assert.Contains("送餐", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("送餐", printed, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Form_of_somebody_elses_or_a_voided_visit_is_not_printed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var other = await host.AddElder("测试乙");
        var visit = await host.TakenAsync(host.Item(elder));
        var voided = await host.TakenAsync(host.Item(elder));
        await host.FillAsync($"/visits/{voided}/void", [("reason", "重复录入")]);

        foreach (var address in new[] { $"/elders/{other}/form?visit={visit}", $"/elders/{elder}/form?visit={voided}" })
        {
            using var response = await host.Client.GetAsync(
                new Uri(address, UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Theory, BothStores]
    public async Task Form_definition_is_served_by_kind_and_version(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        var json = await host.OpenAsync("/api/v1/forms/visit/1");
        using var unknown = await host.Client.GetAsync(
            new Uri("/api/v1/forms/visit/2", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        using var form = System.Text.Json.JsonDocument.Parse(json);
        var items = form.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(8, items.Count(i => i.GetProperty("knowsUnchanged").GetBoolean()));
        Assert.Equal(3, items.Count(i => i.GetProperty("isSafety").GetBoolean()));
        Assert.Contains("无变化", json, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
