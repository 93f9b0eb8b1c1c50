using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Every endpoint that the running program answers to, asked by everybody about people who are not theirs.</summary>
public sealed partial class WallTests
{
    private const string County = "140426";
    private const string Township = "140426101";
    private const string Village = "140426101201";
    internal const string Other = "140403";
    private const string Own = "测试本村";
    private const string Foreign = "测试异乡";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var answered = host.Endpoints.Select(e => "/" + e.RoutePattern.RawText?.TrimStart('/')).Distinct().ToList();

        Assert.True(answered.Count > 90);
        Assert.Equal([], answered.Except(Rights.Addresses).Order());
        Assert.Equal([], Rights.Addresses.Except(answered).Order());
    }

    [Theory, BothStores]
    public async Task Nobody_reads_a_person_of_another_county_by_any_address(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (own, foreign) = await TwoPlaces(host);
        var asked = 0;
        foreach (var session in await Everybody(host))
        {
            using (session)
            {
                foreach (var path in host.Endpoints.SelectMany(e => Strangers.Paths(e, foreign)))
                {
                    using var answer = await session.Get(path);
                    var text = await answer.Content.ReadAsStringAsync(Cancel);
                    Assert.False(text.Contains(Foreign, StringComparison.Ordinal), $"{session} read {path}");
                    Assert.True((int)answer.StatusCode < 500, $"{path} answered {answer.StatusCode}");
                    asked++;
                }

                // What is theirs they do find: otherwise the silence above would mean nothing.
                using var mine = await session.Get($"/elders/{own.Elder}");
                var sees = (await mine.Content.ReadAsStringAsync(Cancel)).Contains(Own, StringComparison.Ordinal);
                Assert.Equal(session.Role is not (null or Role.Reader or Role.Administrator), sees);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} attempts");
        Assert.InRange(asked, 800, int.MaxValue);
    }

    [Theory, BothStores]
    public async Task Whoever_is_not_signed_in_reaches_only_what_is_for_anybody(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (own, _) = await TwoPlaces(host);
        await Session.Create(host, "admin", Role.Administrator, County);
        using var nobody = new Session(host);

        foreach (var endpoint in host.Endpoints)
        {
            foreach (var path in Strangers.Paths(endpoint, own))
            {
                using var answer = await nobody.Get(path);
                var open = Rights.Of(endpoint.RoutePattern, "GET") == Rights.Anybody;
                var sent =
                    answer.StatusCode == HttpStatusCode.Unauthorized
                    || answer.Headers.Location?.OriginalString.StartsWith("/signin", StringComparison.Ordinal) == true;
                Assert.True(open || sent, $"{path} answered {answer.StatusCode}");
            }
        }
    }

    [Theory, BothStores]
    public async Task A_visitor_sees_those_assigned_to_them_and_nobody_else_of_the_village(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var mine = await host.AddElder(Own);
        var neighbour = await host.AddElder("测试邻居");
        await Assign(host, mine, visitor);
        using var session = await Session.SignedIn(host, Role.Visitor, Village, visitor);

        var list = await session.Read("/elders");

        Assert.Contains(Own, list, StringComparison.Ordinal);
        Assert.DoesNotContain("测试邻居", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await session.Get($"/elders/{neighbour}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await session.Get($"/elders/{mine}/edit")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await session.Get($"/elders/{mine}/visits/new")).StatusCode);
    }

    [Theory, BothStores]
    public async Task Nobody_changes_a_person_of_another_county_by_any_form(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (_, foreign) = await TwoPlaces(host);
        var forms = await Strangers.Forms(host, foreign);
        var sessions = await Everybody(host);
        var before = await Strangers.Rows(host, foreign);
        var asked = 0;
        foreach (var session in sessions)
        {
            using (session)
            {
                // One token serves every form of a session.
                var token = Session.TokenIn(
                    await (await session.Get("/account/password")).Content.ReadAsStringAsync(Cancel)
                );
                foreach (var path in forms)
                {
                    using var form = new FormUrlEncodedContent(
                        Strangers.Fields(foreign).Append(KeyValuePair.Create("__RequestVerificationToken", token))
                    );
                    using var answer = await session.Client.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
                    var text = await answer.Content.ReadAsStringAsync(Cancel);
                    Assert.False(text.Contains(Foreign, StringComparison.Ordinal), $"{session} read {path}");
                    Assert.True((int)answer.StatusCode < 500, $"{session}: {path} answered {answer.StatusCode}");
                    asked++;
                }
            }
        }

        Assert.Equal(before, await Strangers.Rows(host, foreign));
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} attempts");
        Assert.InRange(asked, 500, int.MaxValue);
    }

    [Theory, BothStores]
    public async Task A_record_of_a_stranger_and_one_of_nobody_are_answered_alike(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await SignInTests.Visitor(host);
        var (mine, neighbour) = (await host.AddElder(Own), await host.AddElder("测试邻居"));
        await Assign(host, mine, visitor);
        using var session = await Session.SignedIn(host, Role.Visitor, Village, visitor);

        var own = await Record(session.Client, host, Guid.CreateVersion7(), mine);
        var strange = await Record(session.Client, host, Guid.CreateVersion7(), neighbour);
        var unknown = await Record(session.Client, host, Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Contains("accepted", own, StringComparison.Ordinal);
        Assert.Contains("quarantined", strange, StringComparison.Ordinal);
        Assert.Equal(Reason().Match(unknown).Value, Reason().Match(strange).Value);
    }

    private static async Task<(Person Own, Person Foreign)> TwoPlaces(TestHost host)
    {
        var (own, foreign) = (await host.AddElder(Own), await host.AddElder(Foreign));
        await using var db = host.Store.Open();
        var here = await db.Divisions.SingleAsync(d => d.Code == Village, Cancel);
        var county = await db.Divisions.SingleAsync(d => d.Code == Other, Cancel);
        var there = await db.Divisions.FirstAsync(
            d => d.CountyId == county.Id && d.TownshipId != null && d.TownshipId != d.Id,
            Cancel
        );
        await db.Elders.Where(e => e.Id == own).ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, here.Id), Cancel);
        await db
            .Elders.Where(e => e.Id == foreign)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, there.Id), Cancel);
        return (
            new Person(own, await Visit(host, own), here.Id),
            new Person(foreign, await Visit(host, foreign), there.Id)
        );
    }

    internal static async Task<Guid> Visit(TestHost host, Guid elder)
    {
        var id = Guid.CreateVersion7();
        Assert.Contains("accepted", await Record(host.Client, host, id, elder), StringComparison.Ordinal);
        return id;
    }

    private static async Task<string> Record(HttpClient client, TestHost host, Guid id, Guid elder)
    {
        var now = $"{host.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        using var content = new StringContent(
            $$$"""
            {"sentAt":"{{{now}}}","items":[{"id":"{{{id}}}","kind":"visit","elderId":"{{{elder}}}",
             "happenedOn":"{{{host.Clock.ChinaDay:yyyy-MM-dd}}}","recordedAt":"{{{now}}}","formVersion":"1",
             "body":{"mode":"onSite","gas":"safe","visitors":["李探访"]}}]}
            """,
            null,
            "application/json"
        );
        using var answer = await client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    internal static async Task Assign(TestHost host, Guid elder, Guid visitor)
    {
        await using var db = host.Store.Open();
        db.Responsibilities.Add(
            new Responsibility
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                VisitorId = visitor,
                From = host.Clock.ChinaDay,
            }
        );
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>One of each role where it usually is, one whose grant was ended, and one who is not signed in.</summary>
    private static async Task<List<Session>> Everybody(TestHost host)
    {
        var visitor = await SignInTests.Visitor(host);
        await using var db = host.Store.Open();
        var mine = await db.Elders.SingleAsync(e => e.Name == Own, Cancel);
        await Assign(host, mine.Id, visitor);
        (Role Role, string Where)[] all =
        [
            (Role.Visitor, Village),
            (Role.VillageOfficer, Village),
            (Role.TownshipOfficer, Township),
            (Role.CountyOfficer, County),
            (Role.Inspector, County),
            (Role.Reader, County),
            (Role.Administrator, County),
        ];
        var sessions = new List<Session> { new(host) };
        foreach (var (role, where) in all)
            sessions.Add(await Session.SignedIn(host, role, where, role == Role.Visitor ? visitor : null));
        var gone = await Session.SignedIn(host, Role.CountyOfficer, Other, name: "gone");
        await db
            .Grants.Where(g => db.Accounts.Any(a => a.Id == g.AccountId && a.UserName == "gone"))
            .ExecuteUpdateAsync(s => s.SetProperty(g => g.Until, host.Clock.ChinaDay), Cancel);
        sessions.Add(gone.Without());
        return sessions;
    }

    [GeneratedRegex("\"reason\":\"[^\"]*\"")]
    private static partial Regex Reason();
}
