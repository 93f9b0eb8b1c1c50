using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Emergencies;
using Tanfang.Policy;
using Tanfang.Privacy.Erasing;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Registry.Merging;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Emergencies;

public sealed class EmergencyTests
{
    private const string Fall =
        """ "what":"fall","note":"厨房门口","called":["120","contact"],"visitors":["李探访"] """;
    private const string Hospital =
        """ "outcome":"hospital","outcomeNote":"儿子陪同","called":["village"],"visitors":["王干部"] """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_report_is_open_everywhere_until_a_record_says_how_it_ended(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await Assigned(host);
        var first = Item(host, elder, Fall, out var id);

        Assert.Equal(
            ("accepted", "duplicate"),
            ((await host.SendAsync(first)).Outcome(), (await host.SendAsync(first)).Outcome())
        );
        var (desk, list) = (await host.OpenAsync("/"), await host.OpenAsync("/emergencies"));
        var page = await host.OpenAsync($"/emergencies/{id}");
        Assert.Contains("紧急未结 1 件", desk, StringComparison.Ordinal);
        Assert.Contains($"/emergencies/{id}", list, StringComparison.Ordinal);
        Assert.Contains("未结 1 分钟", list, StringComparison.Ordinal);
        Assert.All(
            ["跌倒、摔伤", "厨房门口", "120 急救、紧急联系人", "李探访", "写明结果并结束"],
            w => Assert.Contains(w, page, StringComparison.Ordinal)
        );
        Assert.Contains("未结</span>", await host.OpenAsync($"/elders/{elder}"), StringComparison.Ordinal);
        var told = (await Worklist(host))["emergency"]!;
        Assert.Equal((id, "fall"), ((Guid)told["id"]!, (string)told["what"]!));
        Assert.Equal(host.Clock.GetUtcNow(), (DateTimeOffset)told["since"]!);

        var silent = await host.SendAsync(Item(host, elder, """ "outcomeNote":"没事了" """, out _, id));
        var end = Item(host, elder, Hospital, out var closing, id);
        var ended = await host.SendAsync(end);
        var again = await host.SendAsync(end);
        var twice = await host.SendAsync(Item(host, elder, Hospital, out _, id));

        Assert.Equal(("quarantined", "invalid-field"), (silent.Outcome(), silent.Code()));
        Assert.Equal(("accepted", "duplicate"), (ended.Outcome(), again.Outcome()));
        Assert.Equal(("quarantined", "emergency-closed"), (twice.Outcome(), twice.Code()));
        Assert.DoesNotContain("紧急未结", await host.OpenAsync("/"), StringComparison.Ordinal);
        Assert.Contains("最近 90 天结束的", await host.OpenAsync("/emergencies"), StringComparison.Ordinal);
        Assert.Null((await Worklist(host))["emergency"]);
        var shown = await host.OpenAsync($"/emergencies/{id}");
        Assert.All(
            ["已送医院", "儿子陪同", "120 急救、紧急联系人、村（居）干部", "李探访、王干部"],
            w => Assert.Contains(w, shown, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("写明结果并结束", shown, StringComparison.Ordinal);
        var row = await One(host, id);
        Assert.Equal((closing, host.Clock.ChinaDay), (row.ClosedById, row.ClosedOn));
        Assert.Equal((first, end), await Kept(host, row));
        host.Clock.Advance(TimeSpan.FromDays(90));
        Assert.DoesNotContain("最近 90 天结束的", await host.OpenAsync("/emergencies"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_report_that_says_how_it_ended_is_over_and_one_outside_the_form_waits(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var whole = await host.TakenAsync(Item(host, elder, """ "what":"water","outcome":"atHomeSafe" """, out _));
        var answers = await host.SendAsync(
            null,
            Item(host, elder, """ "note":"不知道" """, out _),
            Item(host, elder, """ "what":"flood" """, out _),
            Item(host, elder, """ "what":"fire","called":["112"] """, out _),
            Item(host, elder, """ "what":"fire","outcome":"fine" """, out _),
            Item(host, elder, $$""" "what":"fire","note":"{{new string('火', 501)}}" """, out _),
            Item(host, elder, """ "what":"fire","where":"厨房" """, out _)
        );

        var row = await One(host, whole);
        Assert.Equal(("atHomeSafe", whole, null), (row.Outcome, row.ClosedById, row.ClosingRaw));
        Assert.Equal(
            ["invalid-field", "invalid-field", "invalid-field", "invalid-field", "invalid-field", "unknown-field"],
            answers.Select(a => a.Code())
        );
    }

    [Theory, BothStores]
    public async Task An_end_of_nothing_of_somebody_elses_or_before_it_began_waits(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var other = await host.AddElder("测试乙");
        var id = await host.TakenAsync(Item(host, elder, Fall, out _));

        var answers = await host.SendAsync(
            null,
            Item(host, elder, Hospital, out _, Guid.CreateVersion7()),
            Item(host, other, Hospital, out _, id),
            host.Item(elder, Hospital, kind: "emergency", corrects: id, day: "2026-11-18")
        );

        Assert.Equal(["emergency-unknown", "emergency-unknown", "implausible-day"], answers.Select(a => a.Code()));
        Assert.Null((await One(host, id)).ClosedAt);
    }

    [Theory, BothStores]
    public async Task Whoever_died_of_it_and_left_the_register_has_an_end_written_down(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = await host.TakenAsync(Item(host, elder, Fall, out _));
        await using var db = host.Store.Open();
        db.ElderFacts.Add(
            new ElderFact
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                Kind = FactKind.Left,
                On = host.Clock.ChinaDay,
                Key = "died",
                RecordedAt = host.Clock.GetUtcNow(),
                RecordedBy = "local",
            }
        );
        await db.SaveChangesAsync(Cancel);

        var late = await host.SendAsync(Item(host, elder, Fall, out _));
        await host.TakenAsync(Item(host, elder, """ "outcome":"died" """, out _, id));

        Assert.Equal("elder-left", late.Code());
        Assert.Contains("在档案里登记去世", await host.OpenAsync($"/emergencies/{id}"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task The_desk_ends_it_by_a_form_and_never_without_an_outcome(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = await host.TakenAsync(Item(host, elder, Fall, out _));
        var page = $"/emergencies/{id}";
        var opened = await host.OpenAsync(page);
        (string, string)[] end = [("outcome", "withFamily"), ("outcomeNote", "女儿接走了"), ("visitors", "赵主任")];

        var (refused, _) = await host.FillAsync(page, [("outcomeNote", "女儿接走了")], opened: opened);
        Assert.Null((await One(host, id)).ClosedAt);
        var (_, done) = await host.FillAsync(page, end, opened: opened);
        var (_, pressedAgain) = await host.FillAsync(page, end, opened: opened);
        var (other, _) = await host.FillAsync(page, [.. end, ("record", $"{host.NewId()}")], opened: opened);

        Assert.Contains("“处置结果”没有填写", refused, StringComparison.Ordinal);
        Assert.Contains("女儿接走了</textarea>", refused, StringComparison.Ordinal);
        Assert.Equal((page, page), (done, pressedAgain));
        Assert.Contains("由家人照护", other, StringComparison.Ordinal);
        var row = await One(host, id);
        Assert.Equal(("withFamily", "李探访、赵主任"), (row.Outcome, row.Visitors));
        Assert.DoesNotContain("女儿", Encoding.UTF8.GetString(row.OutcomeNote!), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var acts = db.Changes.Where(c => c.Action.StartsWith("incident.")).OrderBy(c => c.At).Select(c => c.Action);
        Assert.Equal(["incident.recorded", "incident.closed"], await acts.ToListAsync(Cancel));
    }

    [Theory, BothStores]
    public async Task Of_two_files_of_one_person_it_stands_on_the_kept_one_and_ends_there(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (kept, other) = (await Assigned(host), await host.AddElder("测试佳"));
        var id = await host.TakenAsync(Item(host, other, Fall, out _));

        Assert.True((await host.Join(kept, other)).Succeeded);

        Assert.Equal(id, (Guid)(await Worklist(host))["emergency"]!["id"]!);
        Assert.Contains("测试甲", await host.OpenAsync("/emergencies"), StringComparison.Ordinal);
        Assert.Contains($"/emergencies/{id}", await host.OpenAsync($"/elders/{kept}"), StringComparison.Ordinal);
        await host.TakenAsync(Item(host, kept, Hospital, out _, id));
        Assert.Contains("儿子陪同", await host.OpenAsync($"/emergencies/{id}"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Out_of_reach_it_is_not_seen_and_cannot_be_ended(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = await host.TakenAsync(Item(host, elder, Fall, out _));
        using var own = await Session.SignedIn(host, Role.TownshipOfficer, "140426101");
        using var far = await Session.SignedIn(host, Role.CountyOfficer, "140403");

        Assert.Contains($"/emergencies/{id}", await own.Read("/emergencies"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{id}", await far.Read("/emergencies"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/emergencies/{id}")).StatusCode);
        var sent = $$"""{"items":[{{Item(host, elder, Hospital, out _, id)}}]}""";
        using var content = new StringContent(sent, null, "application/json");
        using var answer = await far.Client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content, Cancel);

        var told = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["items"]![0];
        Assert.Equal("elder-not-found", told.Code());
        Assert.Null((await One(host, id)).ClosedAt);
        // The reading is written down as one of the elder.
        Assert.Equal(HttpStatusCode.OK, (await own.Get($"/emergencies/{id}")).StatusCode);
        await using var db = host.Store.Open();
        Assert.True(
            await db.Changes.AnyAsync(
                c => c.SubjectId == elder.ToString("N") && c.Detail == "/emergencies/{id:guid}",
                Cancel
            )
        );
    }

    [Theory, BothStores]
    public async Task Of_an_erased_elder_nothing_is_left_to_read_and_nothing_more_is_taken(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var id = await host.TakenAsync(Item(host, elder, Fall, out _));

        await host.Do<EraseElder>(erase => erase.Within([elder], Cancel));

        var row = await One(host, id);
        Assert.Equal(("", "", null, null), (row.What, row.Called, row.Outcome, row.Note));
        Assert.DoesNotContain($"{id}", await host.OpenAsync("/emergencies"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/emergencies/{id}")).Status);
        Assert.NotEqual("accepted", (await host.SendAsync(Item(host, elder, Hospital, out _, id))).Outcome());
    }

    [Theory, BothStores]
    public async Task What_waited_is_let_in_and_found_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await host.SendAsync(Item(host, Guid.CreateVersion7(), Fall, out var id));
        await using var db = host.Store.Open();
        var hash = await db.Quarantine.Select(q => q.Hash).SingleAsync(Cancel);
        var waiting = $"/quarantine/{id}/{hash}";

        var shown = await host.OpenAsync(waiting);
        await host.FillAsync(waiting, [("elderId", $"{elder}")], "Accept");

        Assert.Contains("发生了什么", shown, StringComparison.Ordinal);
        Assert.Contains("跌倒、摔伤", shown, StringComparison.Ordinal);
        Assert.Contains($"/emergencies/{id}", await host.OpenAsync(waiting), StringComparison.Ordinal);
        Assert.Equal(elder, (await One(host, id)).ElderId);
    }

    private static async Task<Guid> Assigned(TestHost host)
    {
        var elder = await host.AddElder();
        await WallTests.Assign(host, elder, await SignInTests.Visitor(host));
        return elder;
    }

    private static string Item(TestHost host, Guid elder, string body, out Guid id, Guid? ends = null)
    {
        id = host.NewId();
        return host.Item(elder, body, id, "emergency", corrects: ends);
    }

    /// <summary>The one elder on the phone's list.</summary>
    private static async Task<JsonNode> Worklist(TestHost host) =>
        JsonNode.Parse(await host.OpenAsync("/api/v1/worklist"))!["items"]![0]!;

    private static async Task<Emergency> One(TestHost host, Guid id)
    {
        await using var db = host.Store.Open();
        return await db.Emergencies.AsNoTracking().SingleAsync(e => e.Id == id, Cancel);
    }

    /// <summary>What was sent, opened again.</summary>
    private static Task<(string, string)> Kept(TestHost host, Emergency row) =>
        host.Do<Vault, (string, string)>(async vault =>
        {
            await using var db = host.Store.Open();
            var seal = vault.SealOf(await db.Elders.SingleAsync(e => e.Id == row.ElderId, Cancel));
            string Open(string column, byte[] box) =>
                Encoding.UTF8.GetString(seal.Open(ElderSeals.Place("emergencies", column, row.Id), box));
            return (Open("raw", row.Raw), Open("closing_raw", row.ClosingRaw!));
        });
}
