using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Data;
using Tanfang.Data.Opening;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Obligations;
using Xunit;

namespace Tanfang.Tests.Visits;

public sealed class WorklistTests
{
    private const string Village = "140426101201";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task The_first_answer_has_exactly_the_assigned_and_the_next_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (visitor, other) = (await SignInTests.Visitor(host), await SignInTests.Visitor(host));
        Guid[] mine = [await Assigned(host, visitor, "测试甲"), await Assigned(host, visitor, "测试乙")];
        var theirs = await Assigned(host, other, "测试丙");
        await host.AddElder("测试丁");
        await host.AddElder("测试戊", leftOn: host.Clock.ChinaDay);
        using var device = await SignIn(host, visitor, "fang");

        var first = await Ask(device);
        var second = await Ask(device, Cursor(first));

        Assert.True((bool)first["full"]!);
        Assert.Equal(mine.Order(), Ids(first).Order());
        Assert.DoesNotContain(theirs, Ids(first));
        Assert.Equal(TimeSpan.FromHours(72), (DateTimeOffset)first["leaseUntil"]! - (DateTimeOffset)first["asOf"]!);
        Assert.False((bool)second["full"]!);
        Assert.Empty(Ids(second));
        Assert.Empty(Gone(second));
        Assert.Equal(Cursor(first), Cursor(second));
    }

    [Theory, BothStores]
    public async Task Only_whom_a_record_concerns_comes_again_and_a_lost_answer_can_be_asked_for_once_more(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var visited = await Assigned(host, visitor, "测试甲");
        var quiet = await Assigned(host, visitor, "测试乙");
        using var device = await SignIn(host, visitor, "fang");
        var first = await Ask(device);

        await WallTests.Record(device, host, Guid.CreateVersion7(), visited);
        var lost = await Ask(device, Cursor(first));
        var again = await Ask(device, Cursor(first));

        Assert.Equal([visited], Ids(lost));
        Assert.Equal([visited], Ids(again));
        Assert.True((bool)again["items"]![0]!["visitedToday"]!);
        Assert.Empty(Ids(await Ask(device, Cursor(again))));
        // Whoever was sent whole is written down each time, whoever was not is not.
        Assert.Equal((3, 1), (await Readings(host, visited), await Readings(host, quiet)));
    }

    [Theory, BothStores]
    public async Task Whoever_is_assigned_to_another_is_gone_and_comes_to_that_one(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (visitor, other) = (await SignInTests.Visitor(host), await SignInTests.Visitor(host));
        var stays = await Assigned(host, visitor, "测试甲");
        var moves = await Assigned(host, visitor, "测试乙");
        using var device = await SignIn(host, visitor, "fang");
        using var next = await SignIn(host, other, "hou");
        var (first, before) = (await Ask(device), await Ask(next));
        Assert.Empty(Ids(before));

        await using (var db = host.Store.Open())
        {
            await db
                .Responsibilities.Where(r => r.ElderId == moves)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Until, host.Clock.ChinaDay), Cancel);
        }

        await WallTests.Assign(host, moves, other);
        var left = await Ask(device, Cursor(first));

        Assert.Empty(Ids(left));
        Assert.Equal([moves], Gone(left));
        Assert.Equal([stays], Ids(await Ask(device)));
        Assert.Equal([moves], Ids(await Ask(next, Cursor(before))));
    }

    [Theory, BothStores]
    public async Task A_day_passes_and_whoever_is_overdue_by_it_comes(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-07-01");
        var host = story.Host!;
        var visitor = await SignInTests.Visitor(host);
        var elder = await story.Enrol();
        await WallTests.Assign(host, elder, visitor);
        using var device = await SignIn(host, visitor, "fang");
        story.On("2026-07-31");
        await story.Daily();
        var before = await Ask(device);
        Assert.DoesNotContain(Duties(before), d => d!["overdueSince"] is not null);
        Assert.Contains(Duties(before), d => (string?)d!["dueOn"] == "2026-07-31");

        story.On("2026-08-01");
        await story.Daily();
        var after = await Ask(device, Cursor(before));

        Assert.False((bool)after["full"]!);
        Assert.Equal([elder], Ids(after));
        var overdue = Assert.Single(Duties(after), d => d!["overdueSince"] is not null)!;
        Assert.Equal("2026-08-01", (string?)overdue["overdueSince"]);
        Assert.NotEmpty((string)overdue["quote"]!);
        Assert.NotEmpty(overdue["because"]!.AsArray());
    }

    [Theory, BothStores]
    public async Task A_cursor_that_is_not_this_devices_newest_two_is_answered_in_full(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var elder = await Assigned(host, visitor, "测试甲");
        using var device = await SignIn(host, visitor, "fang");
        using var second = await SignIn(host, null, "fang");
        var first = await Ask(device);
        var foreign = await Ask(second, Cursor(first));
        await WallTests.Record(device, host, Guid.CreateVersion7(), elder);
        var next = await Ask(device, Cursor(first));
        await WallTests.Record(device, host, Guid.CreateVersion7(), elder);
        var newest = await Ask(device, Cursor(next));

        Assert.True((bool)foreign["full"]!);
        Assert.False((bool)newest["full"]!);
        foreach (var unknown in (string[])[Cursor(first), "x", "..", $"{first["epoch"]}.{Guid.NewGuid():N}"])
        {
            var answer = await Ask(device, unknown);
            Assert.True((bool)answer["full"]!);
            Assert.Equal([elder], Ids(answer));
        }
    }

    [Theory, BothStores]
    public async Task A_store_that_went_back_answers_in_full_under_another_epoch(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var elder = await Assigned(host, visitor, "测试甲");
        using var device = await SignIn(host, visitor, "fang");
        var before = await Ask(device);

        // As an older file, or a database copied to another place, is found when it is opened.
        await File.WriteAllTextAsync(host.Store.Options.EpochFile, "another", Cancel);
        await using (var db = host.Store.Open())
        {
            await db
                .StoreInfo.Where(i => i.Key == "place")
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.Value, "elsewhere"), Cancel);
        }

        await host.Do<Epoch>(e => e.Check(Cancel));
        var after = await Ask(device, Cursor(before));

        Assert.NotEqual((string?)before["epoch"], (string?)after["epoch"]);
        Assert.True((bool)after["full"]!);
        Assert.Equal([elder], Ids(after));
    }

    [Theory, BothStores]
    public async Task An_officer_is_sent_nobody_of_the_area_and_a_revoked_device_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        await Assigned(host, visitor, "测试甲");
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, "140426");
        using var device = await SignIn(host, visitor, "fang");
        Assert.Single(Ids(await Ask(device)));

        Assert.Empty(Ids(await Ask(officer.Client)));
        await using (var db = host.Store.Open())
        {
            await db.DeviceTokens.ExecuteUpdateAsync(
                s => s.SetProperty(t => t.RevokedAt, host.Clock.GetUtcNow()),
                Cancel
            );
        }

        using var refused = await device.GetAsync(new Uri("/api/v1/worklist", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory, BothStores]
    public async Task The_card_has_what_the_next_visit_needs_opened(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var elder = await Assigned(host, visitor, "测试甲");
        await Seal(host, elder);
        await host.TakenAsync(host.Item(elder, """ "mode":"onSite","gas":"safe","mood":"better","visitors":["李"] """));
        var basis = await host.TakenAsync(
            host.Item(elder, """ "mode":"onSite","gas":"unsafe","mood":"worse","visitors":["李"] """)
        );
        using var device = await SignIn(host, visitor, "fang");

        var item = (await Ask(device))["items"]![0]!;

        Assert.Equal(("测试甲", "csj"), ((string?)item["name"], (string?)item["initials"]));
        Assert.Equal(("1941-03-02", "female"), ((string?)item["birthDate"], (string?)item["sex"]));
        Assert.Equal(("二组5号", "13900000001"), ((string?)item["address"], (string?)item["phone"]));
        Assert.Equal("notAsked", (string?)item["consent"]);
        Assert.Equal("13900000002", (string?)item["contacts"]![0]!["phone"]);
        var last = item["lastVisit"]!;
        Assert.Equal((basis.ToString(), 2), ((string?)last["id"], (int)last["ordinal"]!));
        Assert.Equal("poor", (string?)last["answers"]!["mood"]!["code"]);
        Assert.Equal($"{host.Clock.ChinaDay:yyyy-MM-dd}", (string?)last["answers"]!["mood"]!["since"]);
        Assert.Equal("unsafe", (string?)last["safety"]!["gas"]);
        Assert.Equal(2, last["changes"]!.AsArray().Count);
    }

    private static async Task<Guid> Assigned(TestHost host, Guid visitor, string name)
    {
        var elder = await host.AddElder(name);
        await WallTests.Assign(host, elder, visitor);
        return elder;
    }

    private static Task Seal(TestHost host, Guid id) =>
        host.Do<Vault>(async vault =>
        {
            await using var db = host.Store.Open();
            var elder = await db.Elders.SingleAsync(e => e.Id == id, Cancel);
            var (seal, contact) = (vault.SealOf(elder), Guid.CreateVersion7());
            new ElderSecrets { Address = "二组5号", Phone = "13900000001" }.Close(seal, elder);
            db.Contacts.Add(
                new Contact
                {
                    Id = contact,
                    ElderId = id,
                    CallingOrder = 1,
                    Name = "测试女",
                    Phone = ElderSecrets.CloseContactPhone(seal, contact, "13900000002"),
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    /// <param name="visitor">Null: the account is there already.</param>
    private static async Task<HttpClient> SignIn(TestHost host, Guid? visitor, string name)
    {
        if (visitor is not null)
            await Session.Create(host, name, Role.Visitor, Village, visitor);
        var device = host.NewClient();
        await Session.SignInDevice(device, name);
        return device;
    }

    private static async Task<JsonObject> Ask(HttpClient device, string? after = null)
    {
        var address = after is null ? "/api/v1/worklist" : $"/api/v1/worklist?after={after}";
        return (await device.GetFromJsonAsync<JsonObject>(new Uri(address, UriKind.Relative), Cancel))!;
    }

    private static string Cursor(JsonObject answer) => (string)answer["cursor"]!;

    private static List<Guid> Ids(JsonObject answer) =>
        [.. answer["items"]!.AsArray().Select(i => (Guid)i!["elderId"]!)];

    private static List<Guid> Gone(JsonObject answer) => [.. answer["gone"]!.AsArray().Select(i => (Guid)i!)];

    private static JsonArray Duties(JsonObject answer) => answer["items"]![0]!["duties"]!.AsArray();

    private static async Task<int> Readings(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        var subject = elder.ToString("N");
        return await db.Changes.CountAsync(c => c.Action == AuditActions.Read && c.SubjectId == subject, Cancel);
    }
}
