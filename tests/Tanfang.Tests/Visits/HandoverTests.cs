using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Visits;

public sealed class HandoverTests
{
    private const string County = "140426";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_revoked_phone_hands_over_what_it_held_and_only_the_supervisor_lets_it_in(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (device, token, key, elder) = await Device(host);
        using var _ = device;
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County);
        var id = host.NewId();
        var box = SoftBox.Seal(key, id, token, host.Item(elder, id: id));
        await Revoke(host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.GetAsync(Address("/api/v1/phone"), Cancel)).StatusCode);
        using var nobody = host.NewClient();

        var first = await HandOver(nobody, box);
        var again = await HandOver(nobody, box);

        Assert.Equal("quarantined", first.Outcome());
        Assert.Equal("captured-before-access-lost", first.Code());
        Assert.Equal(("duplicate", (string)first["receipt"]!), (again.Outcome(), (string)again["receipt"]!));
        var waiting = await Waiting(host);
        Assert.Equal((id, elder), (waiting.ItemId, waiting.ElderId));
        Assert.Equal(await AccountOf(host), waiting.SentBy);
        var page = $"/quarantine/{waiting.ItemId}/{waiting.Hash}";
        await officer.Post($"{page}?handler=Accept");
        await using var db = host.Store.Open();
        Assert.Equal(1, (await db.Visits.SingleAsync(v => v.Id == id, Cancel)).Ordinal);
    }

    [Theory, BothStores]
    public async Task What_the_office_has_already_is_known_again_when_its_box_comes(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (device, token, key, elder) = await Device(host);
        using var _ = device;
        var id = host.NewId();
        var record = host.Item(elder, id: id);
        using var content = new StringContent(
            $$"""{"sentAt":"{{host.Clock.GetUtcNow():O}}","items":[{{record}}]}""",
            Encoding.UTF8,
            "application/json"
        );
        using var sent = await device.PostAsync(Address("/api/v1/records"), content, Cancel);
        var accepted = (await sent.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["items"]![0];

        var same = await HandOver(device, SoftBox.Seal(key, id, token, record));
        var other = await HandOver(
            device,
            SoftBox.Seal(key, id, token, record.Replace("safe", "unsafe", StringComparison.Ordinal))
        );

        Assert.Equal("accepted", accepted.Outcome());
        Assert.Equal(("duplicate", "accepted"), (same.Outcome(), (string)same["currentOutcome"]!));
        Assert.Equal(("quarantined", "id-reused"), (other.Outcome(), other.Code()));
    }

    [Theory, BothStores]
    public async Task A_box_of_an_unknown_phone_is_refused_to_it_and_taken_from_a_person_at_the_desk(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (device, _, key, elder) = await Device(host);
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County);
        var id = host.NewId();
        var box = SoftBox.Seal(key, id, new string('0', 64), host.Item(elder, id: id));

        var refused = await HandOver(device, box);
        var page = await Upload(officer, box);

        Assert.Equal(("rejected", "unknown-device"), (refused.Outcome(), refused.Code()));
        Assert.Contains("1 条已收下", page, StringComparison.Ordinal);
        Assert.Contains("1 条以前已经收到过", await Upload(officer, box), StringComparison.Ordinal);
        Assert.Equal(id, (await Waiting(host)).ItemId);
        device.Dispose();
    }

    [Theory, BothStores]
    public async Task A_package_of_a_phone_that_still_may_come_in_waits_as_handed_over(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (device, token, key, elder) = await Device(host);
        using var _ = device;
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County);
        var (one, two) = (host.NewId(), host.NewId());

        var page = await Upload(
            officer,
            SoftBox.Seal(key, one, token, host.Item(elder, id: one)),
            SoftBox.Seal(key, two, token, host.Item(Guid.CreateVersion7(), id: two))
        );

        Assert.Contains("2 条已收下", page, StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var kept = await db.Quarantine.AsNoTracking().ToListAsync(Cancel);
        Assert.All(kept, q => Assert.Equal("handed-over", q.ReasonCode));
        Assert.Equal([null, elder], kept.Select(q => q.ElderId).Order());
    }

    [Theory, BothStores]
    public async Task Spoilt_boxes_are_refused_one_by_one_with_a_reason_and_the_sound_one_beside_them_is_kept(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var (device, token, key, elder) = await Device(host);
        using var _ = device;
        var ids = Enumerable.Range(0, 8).Select(n => host.NewId()).ToList();
        var boxes = ids.ConvertAll(id => SoftBox.Seal(key, id, token, host.Item(elder, id: id)));
        boxes[0]["box"] = Flip((string)boxes[0]["box"]!);
        boxes[1]["id"] = ids[2].ToString();
        boxes[2]["to"] = "k1-0000000000000000";
        boxes[3]["epk"] = Convert.ToBase64String([4, .. new byte[64]]);
        boxes[4]["v"] = 2;
        boxes[5] = SoftBox.Seal(key, ids[5], token, host.Item(elder, id: ids[6]));
        boxes[6] = SoftBox.Seal(key, ids[6], token, "[]");

        var answers = await HandOverAll(device, boxes);

        Assert.Equal(
            ["broken-box", "broken-box", "other-key", "broken-box", "broken-box", "no-id", "no-id", "handed-over"],
            answers.Select(a => a.Code())
        );
        Assert.All(answers.Take(7), a => Assert.Equal("rejected", a.Outcome()));
        Assert.Equal(ids[7], (await Waiting(host)).ItemId);
    }

    [Theory]
    [InlineData("nonsense", "no-boxes")]
    [InlineData("""{"boxes":7}""", "no-boxes")]
    [InlineData("""{"boxes":[null]}""", "no-boxes")]
    [InlineData("""{"kind":"tanfang-transfer"}""", "no-boxes")]
    public async Task What_is_no_package_is_refused_as_a_whole(string body, string code)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await host.Client.PostAsync(Address("/api/v1/handovers"), content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]);
    }

    [Theory, BothStores]
    public async Task The_phone_is_told_who_it_is_and_the_duty_phones_above_its_village(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var admin = await Session.SignedIn(host, Role.Administrator, County);
        var (device, _, key, _) = await Device(host);
        using var closing = device;
        await using (var db = host.Store.Open())
        {
            var county = await db.Organisations.SingleAsync(
                o => o.Name == "测试机构" && db.Divisions.Any(d => d.Id == o.DivisionId && d.Code == County),
                Cancel
            );
            await admin.Post("/accounts/offices", ("id", $"{county.Id}"), ("phone", "０３５５－６５００００１"));
        }

        var told = (await device.GetFromJsonAsync<JsonNode>("/api/v1/phone", Cancel))!;

        Assert.Equal("fang", (string)told["userName"]!);
        Assert.Single(told["visitors"]!.AsArray());
        Assert.Equal(65, Convert.FromBase64String((string)told["sealTo"]!["point"]!).Length);
        Assert.Equal("0355-6500001", (string)Assert.Single(told["calls"]!["village"]!.AsArray())!["phone"]!);
        Assert.False((bool)told["settings"]!["location"]!);
        Assert.Equal((string)key["id"]!, (string)told["sealTo"]!["id"]!);
    }

    /// <summary>A visitor's phone with one assigned elder: its client, token and the office's key.</summary>
    private static async Task<(HttpClient Client, string Token, JsonNode Key, Guid Elder)> Device(TestHost host)
    {
        var visitor = await SignInTests.Visitor(host);
        var elder = await host.AddElder();
        await WallTests.Assign(host, elder, visitor);
        await Session.Create(host, "fang", Role.Visitor, "140426101201", visitor);
        var client = host.NewClient();
        await Session.SignInDevice(client, "fang");
        var told = (await client.GetFromJsonAsync<JsonNode>("/api/v1/phone", Cancel))!;
        return (client, client.DefaultRequestHeaders.Authorization!.Parameter!, told["sealTo"]!, elder);
    }

    private static async Task Revoke(TestHost host)
    {
        await using var db = host.Store.Open();
        await db.DeviceTokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, host.Clock.GetUtcNow()), Cancel);
    }

    private static async Task<string> AccountOf(TestHost host)
    {
        await using var db = host.Store.Open();
        return (await db.Accounts.SingleAsync(a => a.UserName == "fang", Cancel)).Id.ToString("N");
    }

    private static async Task<Tanfang.Visits.QuarantinedRecord> Waiting(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.Quarantine.AsNoTracking().SingleAsync(Cancel);
    }

    private static async Task<JsonNode> HandOver(HttpClient client, JsonObject box) =>
        (await HandOverAll(client, [box]))[0]!;

    private static async Task<JsonArray> HandOverAll(HttpClient client, IEnumerable<JsonObject> boxes)
    {
        var body = new JsonObject { ["boxes"] = new JsonArray([.. boxes.Select(b => b.DeepClone())]) };
        using var answer = await client.PostAsJsonAsync("/api/v1/handovers", body, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["items"]!.AsArray();
    }

    private static Task<string> Upload(Session officer, params JsonObject[] boxes)
    {
        var package = new JsonObject
        {
            ["kind"] = "tanfang-transfer",
            ["v"] = 1,
            ["boxes"] = new JsonArray([.. boxes.Select(b => b.DeepClone())]),
        };
        return officer.PostFile(
            "/quarantine/handover",
            "file",
            "a.tanfang",
            Encoding.UTF8.GetBytes(package.ToJsonString())
        );
    }

    private static string Flip(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[3] ^= 1;
        return Convert.ToBase64String(bytes);
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
