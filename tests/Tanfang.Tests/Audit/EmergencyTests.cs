using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>Reading at once what the grants do not reach: two hours, within the county, seen by the county.</summary>
public sealed class EmergencyTests
{
    private const string County = "140426";
    private const string Village = "140426101201";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task An_officer_reads_a_neighbour_village_for_two_hours_and_to_the_second(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (_, there, code) = await Places(host);
        using var officer = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/elders/{there}")).StatusCode);

        Assert.Equal("/emergency-access", (await Ask(officer, code)).Headers.Location?.OriginalString);
        await using var db = host.Store.Open();
        var access = await db.EmergencyAccesses.AsNoTracking().SingleAsync(Cancel);

        Assert.Equal(
            [("person.read", $"{there:N}", $"/elders/{{id:guid}} emergency={access.Id:N}")],
            await ReadingTests.RowsOf(host, officer, $"/elders/{there}")
        );
        Assert.Equal(
            [("people.listed", "/elders", $"html emergency={access.Id:N}")],
            await ReadingTests.RowsOf(host, officer, "/elders")
        );
        for (var i = 0; i < 5; i++)
        {
            // A session that nobody uses for half an hour ends.
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            await officer.Read("/rates");
        }

        host.Clock.Set(access.Until.AddMilliseconds(-1));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/elders/{there}")).StatusCode);
        host.Clock.Set(access.Until);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/elders/{there}")).StatusCode);
    }

    [Theory, BothStores]
    public async Task It_is_for_reading_only_and_the_own_people_are_no_reading_of_it(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (here, there, code) = await Places(host);
        using var officer = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        await Ask(officer, code);

        Assert.Equal(
            [("person.read", $"{here:N}", "/elders/{id:guid}")],
            await ReadingTests.RowsOf(host, officer, $"/elders/{here}")
        );
        foreach (var page in (string[])["edit", "contacts", "household", "facts/new", "transfer", "responsible"])
            Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/elders/{there}/{page}")).StatusCode);
        var visit = await officer.Post($"/elders/{there}/visits/new", ("Mode", "onSite"));
        Assert.NotEqual(HttpStatusCode.Redirect, visit.StatusCode);
        await using var db = host.Store.Open();
        Assert.False(await db.Visits.AnyAsync(v => v.ElderId == there, Cancel));
    }

    [Theory, BothStores]
    public async Task The_county_is_told_at_once_and_says_once_whether_it_was_right(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (_, there, code) = await Places(host);
        using var officer = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        using var county = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        using var other = await Session.SignedIn(host, Role.CountyOfficer, Askers.Other, name: "linxian");
        Assert.DoesNotContain("应急查看等您复核", await county.Read("/"), StringComparison.Ordinal);
        await Ask(officer, code);
        await officer.Read($"/elders/{there}");
        await using var db = host.Store.Open();
        var id = (await db.EmergencyAccesses.AsNoTracking().SingleAsync(Cancel)).Id;

        Assert.Contains("应急查看等您复核", await county.Read("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("应急查看等您复核", await officer.Read("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("应急查看等您复核", await other.Read("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/emergency-access/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get($"/emergency-access/{id}")).StatusCode);
        var page = await county.Read($"/emergency-access/{id}");
        Assert.Contains("老人家里没人应门", page, StringComparison.Ordinal);
        Assert.Contains("2 次", page, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        var silent = await county.Post($"/emergency-access/{id}", ("Justified", "true"), ("Words", ""));
        Assert.Equal(HttpStatusCode.OK, silent.StatusCode);
        var said = await county.Post(
            $"/emergency-access/{id}",
            ("Justified", "false"),
            ("Words", "本村有人在岗，不需要")
        );
        Assert.Equal("/emergency-access", said.Headers.Location?.OriginalString);

        Assert.DoesNotContain("应急查看等您复核", await county.Read("/"), StringComparison.Ordinal);
        var list = await county.Read("/emergency-access");
        Assert.Contains("不合理", list, StringComparison.Ordinal);
        Assert.Contains("姓名cun", list, StringComparison.Ordinal);
        await county.Post($"/emergency-access/{id}", ("Justified", "true"), ("Words", "再改一次意见"));
        db.ChangeTracker.Clear();
        Assert.False((await db.EmergencyAccesses.AsNoTracking().SingleAsync(Cancel)).Justified);
        Assert.Equal(
            ["emergency.opened", "emergency.reviewed"],
            await db
                .Changes.Where(c => c.SubjectId == $"{id:N}")
                .OrderBy(c => c.Id)
                .Select(c => c.Action)
                .ToListAsync(Cancel)
        );
    }

    [Theory]
    [BothStores("danger", "太短了", "140426102", "Words")]
    [BothStores("", "老人家里没人应门，邻居也没见过", "140426102", "Reason")]
    [BothStores("Danger", "老人家里没人应门，邻居也没见过", "140426", "Division")]
    [BothStores("Danger", "老人家里没人应门，邻居也没见过", "140403001", "Division")]
    [BothStores("Danger", "老人家里没人应门，邻居也没见过", Village, "Division")]
    public async Task Without_a_reason_words_or_a_place_of_the_own_county_nothing_opens(
        Store store,
        string reason,
        string words,
        string division,
        string field
    )
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");

        var answer = await officer.Post(
            "/emergency-access",
            ("Reason", reason),
            ("Words", words),
            ("Division", division)
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            $"data-valmsg-for=\"{field}\"",
            await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        await using var db = host.Store.Open();
        Assert.False(await db.EmergencyAccesses.AnyAsync(Cancel));
    }

    [Theory, BothStores]
    public async Task A_visitor_a_reader_and_an_administrator_open_nothing_and_an_ended_grant_ends_it(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var (_, there, code) = await Places(host);
        using var visitor = await Session.SignedIn(
            host,
            Role.Visitor,
            Village,
            await SignInTests.Visitor(host),
            name: "fang"
        );
        using var reader = await Session.SignedIn(host, Role.Reader, County, name: "du");
        using var admin = await Session.SignedIn(host, Role.Administrator, County, name: "guanli");
        foreach (var session in (Session[])[visitor, reader, admin])
            Assert.Equal(HttpStatusCode.Forbidden, (await session.Get("/emergency-access")).StatusCode);
        using var officer = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        await Ask(officer, code);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/elders/{there}")).StatusCode);
        await using var db = host.Store.Open();
        await db.Grants.ExecuteUpdateAsync(s => s.SetProperty(g => g.EndedAt, host.Clock.GetUtcNow()), Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get($"/elders/{there}")).StatusCode);
    }

    private static Task<HttpResponseMessage> Ask(Session session, string division) =>
        session.Post(
            "/emergency-access",
            ("Reason", "Danger"),
            ("Words", "老人家里没人应门，邻居也没见过"),
            ("Division", division)
        );

    /// <summary>Somebody in the village of the tests and somebody in another township of the county.</summary>
    private static async Task<(Guid Here, Guid There, string Code)> Places(TestHost host)
    {
        var (here, there) = (await host.AddElder("测试本村"), await host.AddElder("测试邻镇"));
        await using var db = host.Store.Open();
        var own = await db.Divisions.SingleAsync(d => d.Code == Village, Cancel);
        var village = await db.Divisions.FirstAsync(
            d =>
                d.CountyId == own.CountyId
                && d.TownshipId != null
                && d.TownshipId != own.TownshipId
                && d.TownshipId != d.Id,
            Cancel
        );
        await db.Elders.Where(e => e.Id == here).ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, own.Id), Cancel);
        await db
            .Elders.Where(e => e.Id == there)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, village.Id), Cancel);
        return (here, there, village.Code);
    }
}
