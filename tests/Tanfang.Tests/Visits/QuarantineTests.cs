using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Visits;

public class QuarantineTests
{
    [Theory, BothStores]
    public async Task Waiting_record_is_listed_with_its_reason_and_shown_masked(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await host.SendAsync(
            host.Item(
                elder,
                """ "mode":"onSite","gas":"unsafe","suggestion":"打 13800000001 找儿子" """,
                day: "2026-11-20"
            )
        );
        var page = Page(host);

        var list = await host.OpenAsync("/quarantine");
        var shown = await host.OpenAsync(page);

        Assert.Contains(page, list, StringComparison.Ordinal);
        Assert.Contains("发生日期还没有到", list, StringComparison.Ordinal);
        Assert.Contains("测试甲", list, StringComparison.Ordinal);
        Assert.Contains("不安全", shown, StringComparison.Ordinal);
        Assert.Contains("2026-11-20", shown, StringComparison.Ordinal);
        Assert.Contains("13*********", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000001", shown, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task What_has_become_valid_is_let_in_under_its_first_receipt(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder(), day: "2026-11-20");
        var first = await host.SendAsync(item);
        var page = Page(host);

        var (tooEarly, _) = await host.FillAsync(page, [], "Accept");
        host.Clock.Advance(TimeSpan.FromDays(1));
        var (_, done) = await host.FillAsync(page, [], "Accept");
        var again = await host.SendAsync(item);

        Assert.Contains("发生日期还没有到", tooEarly, StringComparison.Ordinal);
        Assert.Equal("/quarantine", done);
        Assert.Equal(("duplicate", "accepted"), (again.Outcome(), (string)again["currentOutcome"]!));
        Assert.Equal((string)first["receipt"]!, (string)again["receipt"]!);
        Assert.Equal(1, (int)again["ordinal"]!);
        await using var db = host.Store.Open();
        Assert.Equal("accepted", db.Quarantine.Single().Resolution);
        Assert.Single(db.Visits.Where(v => v.Counts));
    }

    [Theory, BothStores]
    public async Task Record_of_nobody_known_is_given_to_the_right_person_on_the_right_day(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试丙");
        await host.SendAsync(host.Item(Guid.CreateVersion7()));
        var page = Page(host);

        var (found, _) = await host.FillAsync(page, [("who", "测试丙")], "Look");
        await host.FillAsync(page, [("elderId", $"{elder}"), ("day", "2026-11-11")], "Accept", found);

        Assert.Contains($"{elder}", found, StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var visit = db.Visits.Single();
        Assert.Equal((elder, new DateOnly(2026, 11, 11)), (visit.ElderId, visit.HappenedOn));
    }

    [Theory, BothStores]
    public async Task Second_record_under_a_used_id_is_let_in_under_another(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = await host.TakenAsync(host.Item(elder));
        var other = host.Item(elder, """ "mode":"phone","water":"unsafe","visitors":["王探访"] """, id);
        await host.SendAsync(other);

        await host.FillAsync(Page(host), [], "Accept");
        var again = await host.SendAsync(other);

        Assert.Equal(("duplicate", "accepted"), (again.Outcome(), (string)again["currentOutcome"]!));
        Assert.Equal(2, (int)again["ordinal"]!);
        await using var db = host.Store.Open();
        Assert.Equal(2, db.Visits.Count());
        Assert.Equal("safe", db.Visits.Single(v => v.Id == id).Gas);
    }

    [Theory, BothStores]
    public async Task Dismissed_record_stays_with_the_note(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var item = host.Item(await host.AddElder(), kind: "change");
        await host.SendAsync(item);
        var page = Page(host);

        var opened = await host.OpenAsync(page);
        var (silent, _) = await host.FillAsync(page, [("note", "")], "Dismiss");
        await host.FillAsync(page, [("note", "已电话处理")], "Dismiss");
        var (twice, _) = await host.FillAsync(page, [("note", "再来一次")], "Dismiss", opened);
        var again = await host.SendAsync(item);

        Assert.Contains("没有填写处理说明", silent, StringComparison.Ordinal);
        Assert.Contains("已经处理过", twice, StringComparison.Ordinal);
        Assert.Equal("quarantined", (string)again["currentOutcome"]!);
        Assert.Contains("已电话处理", await host.OpenAsync(page), StringComparison.Ordinal);
        Assert.Contains(page, await host.OpenAsync("/quarantine?show=resolved"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.Equal("dismissed", db.Quarantine.Single().Resolution);
    }

    private static string Page(TestHost host)
    {
        using var db = host.Store.Open();
        var kept = db.Quarantine.Single();
        return $"/quarantine/{kept.ItemId}/{kept.Hash}";
    }
}
