using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Visits;

public class RecordVisitPageTests
{
    private static readonly (string, string)[] Plain =
    [
        ("mode", "onSite"),
        ("gas", "safe"),
        ("movement", "worse"),
        ("visitors", "李探访、王探访"),
    ];

    [Theory, BothStores]
    public async Task Nothing_is_chosen_that_nobody_chose_and_a_first_visit_offers_no_unchanged(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var html = await host.OpenAsync($"/elders/{elder}/visits/new");

        Assert.Empty(Desk.Chosen(html));
        Assert.Equal(["better", "worse"], Desk.Offered(html, "movement"));
        Assert.Equal(["safe", "fairlySafe", "unsafe"], Desk.Offered(html, "gas"));
        Assert.DoesNotContain("其余八项无变化", html, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Last_state_stands_beside_each_item_with_its_day(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await host.FillAsync($"/elders/{elder}/visits/new", [.. Plain, ("happenedOn", "2026-10-07")]);

        var html = await host.OpenAsync($"/elders/{elder}/visits/new");

        Assert.Contains("上次：较差，2026-10-07 起", html, StringComparison.Ordinal);
        Assert.Equal(7, html.Split("上次未填").Length - 1);
        Assert.Empty(Desk.Chosen(html));
    }

    [Theory, BothStores]
    public async Task Button_fills_exactly_the_eight_and_leaves_answers_alone(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await host.FillAsync($"/elders/{elder}/visits/new", Plain);
        var page = $"/elders/{elder}/visits/new";

        var (all, _) = await host.FillAsync(page, [("mode", "phone")], "Unchanged");
        var (rest, _) = await host.FillAsync(page, [("mood", "worse"), ("gas", "unsafe")], "Unchanged");

        Assert.Equal(
            [
                "mode=phone",
                "family=unchanged",
                "expression=unchanged",
                "movement=unchanged",
                "illness=unchanged",
                "mood=unchanged",
                "personalHygiene=unchanged",
                "homeHygiene=unchanged",
                "room=unchanged",
            ],
            Desk.Chosen(all!)
        );
        Assert.Contains("mood=worse", Desk.Chosen(rest!));
        Assert.Contains("gas=unsafe", Desk.Chosen(rest!));
        Assert.Equal(7, Desk.Chosen(rest!).Count(c => c.EndsWith("=unchanged", StringComparison.Ordinal)));
        Assert.DoesNotContain(Desk.Chosen(rest!), c => c.StartsWith("water", StringComparison.Ordinal));
    }

    [Theory, BothStores]
    public async Task Mistakes_are_listed_link_to_their_fields_and_keep_what_was_filled_in(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var (html, _) = await host.FillAsync(
            $"/elders/{elder}/visits/new",
            [("family", "more"), ("gas", "unsafe"), ("suggestion", "换软管"), ("happenedOn", "2026-11-18")]
        );

        Assert.Contains("href=\"#mode\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"mode\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#familyBy\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"familyBy\"", html, StringComparison.Ordinal);
        Assert.Contains("换软管", html, StringComparison.Ordinal);
        Assert.Equal(["family=more", "gas=unsafe"], Desk.Chosen(html!));
        await using var db = host.Store.Open();
        Assert.Empty(db.Visits);
        Assert.Empty(db.Quarantine);
        Assert.Empty(db.RecordReceipts);
    }

    [Theory, BothStores]
    public async Task Button_pressed_twice_records_once_and_a_changed_page_is_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var page = $"/elders/{elder}/visits/new";
        var opened = await host.OpenAsync(page);

        var (_, first) = await host.FillAsync(page, Plain, opened: opened);
        var (_, second) = await host.FillAsync(page, Plain, opened: opened);
        var (changed, _) = await host.FillAsync(page, [.. Plain, ("water", "unsafe")], opened: opened);

        Assert.Equal(first, second);
        Assert.Contains("已经保存过", changed, StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.Equal("李探访、王探访", db.Visits.Single().Visitors);
        Assert.Empty(db.Quarantine);
    }

    [Theory, BothStores]
    public async Task Day_before_the_visit_shown_shows_the_right_one_and_asks_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var page = $"/elders/{elder}/visits/new";
        await host.FillAsync(page, [.. Plain, ("happenedOn", "2026-09-07")]);
        await host.FillAsync(page, [("mode", "onSite"), ("movement", "better"), ("happenedOn", "2026-11-10")]);

        var (html, _) = await host.FillAsync(
            page,
            [("mode", "phone"), ("movement", "unchanged"), ("gas", "safe"), ("happenedOn", "2026-10-10")]
        );

        Assert.Contains("晚于本次探访", html, StringComparison.Ordinal);
        Assert.Contains("上次：较差，2026-09-07 起", html, StringComparison.Ordinal);
        Assert.Equal(["mode=phone", "gas=safe"], Desk.Chosen(html!));
    }

    [Theory, BothStores]
    public async Task Correction_opens_with_what_was_recorded_and_keeps_the_number(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var (_, visit) = await host.FillAsync($"/elders/{elder}/visits/new", Plain);
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        var opened = await host.OpenAsync($"{visit}/correct");
        var (_, corrected) = await host.FillAsync($"{visit}/correct", [("gas", "unsafe")], opened: opened);
        var shown = await host.OpenAsync(corrected!);

        Assert.Equal(["mode=onSite", "movement=worse", "gas=safe"], Desk.Chosen(opened));
        Assert.Contains("第 1 次探访", shown, StringComparison.Ordinal);
        Assert.Contains("更正经过", shown, StringComparison.Ordinal);
        Assert.Contains(corrected!, await host.OpenAsync(visit!), StringComparison.Ordinal);
        var list = await host.OpenAsync($"/elders/{elder}/visits");
        Assert.Contains("已更正", list, StringComparison.Ordinal);
        Assert.DoesNotContain(visit!, list, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Attempt_needs_to_say_what_was_found_and_is_listed_as_such(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var (html, _) = await host.FillAsync($"/elders/{elder}/attempts/new", [("visitors", "李探访")]);
        var (_, saved) = await host.FillAsync($"/elders/{elder}/attempts/new", [("result", "inHospital")]);

        Assert.Contains("href=\"#result\"", html, StringComparison.Ordinal);
        Assert.Contains("住院", await host.OpenAsync(saved!), StringComparison.Ordinal);
        Assert.Contains("未遇", await host.OpenAsync($"/elders/{elder}/visits"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Attempt_is_corrected_by_a_record_that_names_it_and_only_once(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var (_, first) = await host.FillAsync(
            $"/elders/{elder}/attempts/new",
            [("result", "inHospital"), ("note", "邻居说的"), ("visitors", "李探访")]
        );
        var correction = $"/elders/{elder}/attempts/new?corrects={first!.Split('/')[^1]}";

        var opened = await host.OpenAsync(correction);
        var (_, second) = await host.FillAsync(correction, [("result", "movedAway")]);
        var (again, _) = await host.FillAsync(correction, [("result", "died")], opened: opened);

        Assert.Contains("邻居说的", opened, StringComparison.Ordinal);
        Assert.Contains("已迁出", await host.OpenAsync(second!), StringComparison.Ordinal);
        Assert.Contains("已更正", await host.OpenAsync(first), StringComparison.Ordinal);
        Assert.Contains("要更正的记录已有更正", again, StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Changes_from_visit_to_visit_are_told(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var page = $"/elders/{elder}/visits/new";
        await host.FillAsync(page, [.. Plain, ("happenedOn", "2026-10-07")]);
        var (_, second) = await host.FillAsync(page, [("mode", "onSite"), ("movement", "better"), ("gas", "unsafe")]);

        var shown = await host.OpenAsync(second!);

        Assert.Contains("行动能力：较差 → 较好", shown, StringComparison.Ordinal);
        Assert.Contains("燃气安全：安全 → 不安全", shown, StringComparison.Ordinal);
        Assert.Contains("没有写明探访人员", shown, StringComparison.Ordinal);
    }
}
