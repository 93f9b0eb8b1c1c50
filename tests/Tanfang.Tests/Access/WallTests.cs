using System.Net;
using System.Text.RegularExpressions;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>What the wall lets through, apart from the matrix of everybody and everything (MatrixTests).</summary>
public sealed partial class WallTests
{
    private const string Village = "140426101201";
    private const string Own = "测试本村";

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
    public async Task Whoever_is_not_signed_in_reaches_only_what_is_for_anybody(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder(Own);
        var person = new Person(elder, await Visit(host, elder), 1);
        await Session.Create(host, "admin", Role.Administrator, Askers.Other);
        using var nobody = new Session(host);

        foreach (var endpoint in host.Endpoints)
        {
            foreach (var path in Strangers.Paths(endpoint, person))
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

    internal static async Task<Guid> Visit(TestHost host, Guid elder)
    {
        var id = Guid.CreateVersion7();
        Assert.Contains("accepted", await Record(host.Client, host, id, elder), StringComparison.Ordinal);
        return id;
    }

    internal static async Task<string> Record(HttpClient client, TestHost host, Guid id, Guid elder)
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

    [GeneratedRegex("\"reason\":\"[^\"]*\"")]
    private static partial Regex Reason();
}
