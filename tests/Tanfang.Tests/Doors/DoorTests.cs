using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Doors;
using Tanfang.Doors.Answering;
using Tanfang.Doors.Issuing;
using Tanfang.Doors.Knocking;
using Tanfang.Privacy.Erasing;
using Tanfang.Registry.Merging;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Doors;

public sealed class DoorTests
{
    private const string Village = "140426101201";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_passer_by_is_told_the_same_of_a_good_a_revoked_and_an_unknown_code(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (elder, other) = (await host.AddElder("测试甲"), await host.AddElder("测试乙"));
        var (good, revoked) = (await Issue(host, elder), await Issue(host, other));
        Assert.Empty((await Revoke(host, other)).Refusals);
        await Session.Create(host, "admin", Role.Administrator, "140426");
        var said = new List<string>();

        foreach (var code in (string[])[good, revoked, DoorCode.New().Text, "nothing"])
        {
            var began = Stopwatch.GetTimestamp();
            var heard = await Post(host, code, ("said", "look"), ("words", "三天没开门"));
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 290, 60_000);
            string[] all =
            [
                await Text(host, code, await host.Client.GetAsync(At($"/d/{code}"), Cancel)),
                heard,
                await Text(host, code, await host.Client.GetAsync(At($"/d/{code}?thanks=true"), Cancel)),
                await Post(host, code, ("words", "没有点按钮")),
            ];
            said.Add(string.Join('\n', all));
        }

        Assert.Single(said.Distinct());
        Assert.DoesNotContain("测试", said[0], StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var note = await db.DoorNotes.SingleAsync(Cancel);
        Assert.Equal((elder, true, (DateTimeOffset?)null), (note.ElderId, note.NeedsLook, note.AnsweredAt));

        // Eight times so far: with the eleventh within a minute the address has said enough, at a good door and at none.
        await Post(host, good, ("said", "well"));
        await Post(host, good, ("said", "well"));
        foreach (var code in (string[])[good, DoorCode.New().Text])
            Assert.StartsWith("TooManyRequests", await Post(host, code, ("said", "well")), StringComparison.Ordinal);
        Assert.Equal(3, await db.DoorNotes.CountAsync(Cancel));
    }

    [Theory, BothStores]
    public async Task Who_may_see_the_person_is_led_to_them_and_what_was_said_waits_for_an_answer(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (visitor, stranger) = (await SignInTests.Visitor(host), await SignInTests.Visitor(host));
        var elder = await host.AddElder();
        await WallTests.Assign(host, elder, visitor);
        var code = await Issue(host, elder);
        using var mine = await Session.SignedIn(host, Role.Visitor, Village, visitor, "fang");
        using var foreign = await Session.SignedIn(host, Role.Visitor, Village, stranger, "bie");

        Assert.Equal($"/elders/{elder}", (await mine.Get($"/d/{code}")).Headers.Location?.OriginalString);
        Assert.Contains("需要有人来看看", await foreign.Read($"/d/{code}"), StringComparison.Ordinal);
        await host.Do<TakeNote>(t => t.Run(code, false, null, Cancel));
        Assert.Equal(0, await Waiting(host, visitor));
        await host.Do<TakeNote>(t => t.Run(code, true, "三天没开门", Cancel));
        Assert.Equal((1, 0), (await Waiting(host, visitor), await Waiting(host, stranger)));

        Assert.Contains("三天没开门", await mine.Read("/doors"), StringComparison.Ordinal);
        Assert.DoesNotContain("三天没开门", await foreign.Read("/doors"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var note = (await db.DoorNotes.SingleAsync(n => n.NeedsLook, Cancel)).Id;
        Assert.Equal("door.answer", await Answer(host, visitor, note, "  "));
        Assert.Equal("door.noNote", await Answer(host, stranger, note, "上门看过"));
        Assert.Equal(1, await Waiting(host, visitor));
        using var done = await mine.Post("/doors", ("Note", $"{note}"), ("Words", "上门看过，人在医院"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("door.answered", await Answer(host, visitor, note, "又看过"));

        Assert.Equal(0, await Waiting(host, visitor));
        var page = await mine.Read($"/elders/{elder}");
        Assert.Contains("上门看过，人在医院", page, StringComparison.Ordinal);
        Assert.Contains("一切正常", page, StringComparison.Ordinal);
        Assert.Contains("上门看过，人在医院", await mine.Read("/doors?done=true"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task The_phone_is_sent_the_good_code_and_a_revoked_one_is_taken_back(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var elder = await host.AddElder();
        await WallTests.Assign(host, elder, visitor);
        await Session.Create(host, "fang", Role.Visitor, Village, visitor);
        using var device = host.NewClient();
        await Session.SignInDevice(device, "fang");
        var none = await Worklist(device, null);
        var code = await Issue(host, elder);

        var twice = await host.Do<KeepDoor, Result<Guid>>(k => k.Issue(Scope.Everything, Actor.Local, elder, Cancel));
        var one = await Worklist(device, none);
        await Revoke(host, elder);
        var gone = await Worklist(device, one);
        var next = await Issue(host, elder);

        Assert.Equal("door.twice", twice.Refusals.Single().Code);
        Assert.Null(Door(none));
        Assert.Equal(code, Door(one));
        Assert.Null(Door(gone));
        Assert.NotEqual(code, next);
        Assert.Equal(next, Door(await Worklist(device, gone)));
    }

    [Theory, BothStores]
    public async Task A_card_leads_to_whoever_answers_after_merging_and_to_nobody_after_erasure(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (kept, merged) = (await host.AddElder("测试甲"), await host.AddElder("测试甲"));
        var (one, other) = (await Issue(host, kept), await Issue(host, merged));
        await host.Do<TakeNote>(t => t.Run(other, true, "三天没开门", Cancel));
        var joined = await host.Do<MergeElders, Result<Guid>>(m =>
            m.Run(Scope.Everything, Actor.Local, new Merge(kept, merged, "村委会核对"), Cancel)
        );
        Assert.Empty(joined.Refusals);

        Assert.Equal((kept, kept), (await Person(host, one), await Person(host, other)));
        Assert.Contains("三天没开门", await host.Client.GetStringAsync(At($"/elders/{kept}"), Cancel));
        Assert.Equal(
            HttpStatusCode.OK,
            (await host.Client.GetAsync(At($"/elders/{kept}/door/card"), Cancel)).StatusCode
        );
        await host.Do<EraseElder>(e => e.Within([kept, merged], Cancel));

        Assert.Equal((null, null), (await Person(host, one), await Person(host, other)));
        await host.Do<TakeNote>(t => t.Run(other, true, "还是没开门", Cancel));
        await using var db = host.Store.Open();
        Assert.All(await db.DoorCards.ToListAsync(Cancel), c => Assert.NotNull(c.RevokedAt));
        var note = await db.DoorNotes.SingleAsync(Cancel);
        Assert.Null(note.Words);
        Assert.False(note.IsWaiting);
    }

    [Fact]
    public void A_code_is_read_as_it_was_printed_typed_or_scanned_and_no_wrong_letter_passes()
    {
        var code = DoorCode.New();

        Assert.Equal(code, DoorCode.Read(code.Text));
        Assert.Equal(code, DoorCode.Read($"https://tanfang.example/d/{code.Text.ToLowerInvariant()}"));
        Assert.Null(DoorCode.Read(code.Text[..^1] + (code.Text[^1] == '7' ? '8' : '7')));
        Assert.Null(DoorCode.Read(null));
        Assert.Equal(13, code.Text.Length);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static async Task<string> Issue(TestHost host, Guid elder)
    {
        var made = await host.Do<KeepDoor, Result<Guid>>(k => k.Issue(Scope.Everything, Actor.Local, elder, Cancel));
        Assert.Empty(made.Refusals);
        await using var db = host.Store.Open();
        return (await db.DoorCards.SingleAsync(c => c.Id == made.Value, Cancel)).Text;
    }

    private static Task<Result<Guid>> Revoke(TestHost host, Guid elder) =>
        host.Do<KeepDoor, Result<Guid>>(async k =>
        {
            var card = (await k.Good(elder, Cancel))[0].Id;
            return await k.Revoke(Scope.Everything, Actor.Local, elder, card, Cancel);
        });

    private static Task<Guid?> Person(TestHost host, string code) =>
        host.Do<FindDoor, Guid?>(f => f.Person(Scope.Everything, code, Cancel));

    private static Task<int> Waiting(TestHost host, Guid visitor) =>
        host.Do<WaitingNotes, int>(w => w.Count(Theirs(host, visitor), Cancel));

    private static async Task<string> Answer(TestHost host, Guid visitor, Guid note, string words) =>
        (await host.Do<AnswerNote, Result<Guid>>(a => a.Run(Theirs(host, visitor), Actor.Local, note, words, Cancel)))
            .Refusals.Single()
            .Code;

    private static Scope Theirs(TestHost host, Guid visitor) =>
        Scope.Nothing with
        {
            Assigned = new Assigned([visitor], host.Clock.ChinaDay),
        };

    private static async Task<string> Post(TestHost host, string code, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Text(host, code, await host.Client.PostAsync(At($"/d/{code}"), form, Cancel));
    }

    /// <summary>Everything that comes back, without the code that was asked and the time.</summary>
    private static async Task<string> Text(TestHost host, string code, HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.Headers.Remove("Date");
            var all =
                $"{answer.StatusCode}\n{answer.Headers}{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync(Cancel)}";
            return all.Replace(code, "CODE", StringComparison.Ordinal)
                .Replace($"Content-Length: {answer.Content.Headers.ContentLength}", "", StringComparison.Ordinal);
        }
    }

    private static async Task<JsonObject> Worklist(HttpClient device, JsonObject? before)
    {
        var address = before is null ? "/api/v1/worklist" : $"/api/v1/worklist?after={before["cursor"]}";
        return (await device.GetFromJsonAsync<JsonObject>(At(address), Cancel))!;
    }

    private static string? Door(JsonObject answer) => (string?)answer["items"]!.AsArray().Single()!["door"];
}
