using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Audit.Reading;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>Who has seen whom stands in the trail, once, before the answer leaves.</summary>
public sealed class ReadingTests
{
    private const string County = "140426";
    private const string Village = "140426101201";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Opening_a_file_a_list_and_a_stranger_are_one_row_each(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        var stranger = Guid.CreateVersion7();

        Assert.Equal(
            [("person.read", $"{elder:N}", "/elders/{id:guid}")],
            await RowsOf(host, officer, $"/elders/{elder}")
        );
        Assert.Equal(
            [("person.read", $"{elder:N}", "/elders/{elderId:guid}/visits")],
            await RowsOf(host, officer, $"/elders/{elder}/visits")
        );
        Assert.Equal([("people.listed", "/elders", "html")], await RowsOf(host, officer, "/elders"));
        Assert.Equal([("people.listed", "/elders", "xlsx")], await RowsOf(host, officer, "/elders?handler=xlsx"));
        Assert.Equal(
            [("people.listed", "/api/v1/overdue", "json")],
            await RowsOf(host, officer, $"/api/v1/overdue?division={County}")
        );
        Assert.Equal(
            [("person.denied", $"{stranger:N}", "/elders/{id:guid}")],
            await RowsOf(host, officer, $"/elders/{stranger}")
        );
        Assert.Equal([("access.denied", "/accounts", "Accounts")], await RowsOf(host, officer, "/accounts"));
        Assert.Equal([], await RowsOf(host, officer, "/rates"));
        Assert.Equal([], await RowsOf(host, officer, "/divisions"));
    }

    [Theory, BothStores]
    public async Task A_visit_opened_is_a_reading_of_its_elder(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        var visit = await WallTests.Visit(host, elder);
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");

        Assert.Equal(
            [("person.read", $"{elder:N}", "/visits/{visitId:guid}")],
            await RowsOf(host, officer, $"/visits/{visit}")
        );
    }

    [Theory, BothStores]
    public async Task What_cannot_be_written_down_is_not_shown(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        Assert.Contains("测**村", await officer.Read($"/elders/{elder}"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var broken = db.IsSqlite
            ? "create trigger broken before insert on changes begin select raise(abort, 'full'); end"
            : "create function broken() returns trigger language plpgsql as 'begin raise exception ''full''; end'; create trigger broken before insert on changes for each row execute function broken()";
        await db.Database.ExecuteSqlRawAsync(broken, Cancel);

        foreach (
            var path in (string[])
                [$"/elders/{elder}", "/elders", $"/api/v1/overdue?division={County}", "/elders?handler=xlsx"]
        )
        {
            using var answer = await officer.Get(path);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.DoesNotContain("测**村", text, StringComparison.Ordinal);
            Assert.Contains("查阅记录", text, StringComparison.Ordinal);
            Assert.True(answer.Headers.Contains("X-Content-Type-Options"));
        }

        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/rates")).StatusCode);
    }

    [Theory, BothStores]
    public async Task Without_sign_in_readings_are_not_written(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        await host.Client.GetStringAsync(new Uri($"/elders/{elder}", UriKind.Relative), Cancel);
        await using var db = host.Store.Open();

        Assert.False(await db.Changes.AnyAsync(c => c.Action == AuditActions.Read, Cancel));
    }

    [Theory, BothStores]
    public async Task Many_readings_at_the_same_moment_are_one_row_each(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => officer.Read($"/elders/{elder}")));

        await using var db = host.Store.Open();
        Assert.Equal(40, await db.Changes.CountAsync(c => c.Action == AuditActions.Read, Cancel));
    }

    [Fact]
    public async Task Every_address_that_is_named_is_one_and_no_endpoint_that_names_people_is_left_out()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var addresses = host.Endpoints.ToLookup(e => "/" + e.RoutePattern.RawText?.TrimStart('/'));

        Assert.Equal([], Readings.Named.Where(a => !addresses.Contains(a)));
        var persons = addresses
            .Where(e => Readings.Of(e.First().RoutePattern, "GET").Shows == Shows.Person)
            .Select(e => e.Key)
            .ToList();
        Assert.Contains("/entry/{batchId:guid}/{elderId:guid}", persons);
        Assert.Contains("/elders/{id:guid}/contacts", persons);
        Assert.Equal(
            [],
            addresses
                .Where(e => e.Key.StartsWith("/elders/{", StringComparison.Ordinal))
                .Select(e => e.Key)
                .Except(persons)
        );
    }

    /// <summary>What a request leaves in the trail.</summary>
    internal static async Task<List<(string, string, string?)>> RowsOf(TestHost host, Session session, string path)
    {
        await using var db = host.Store.Open();
        var before = await db.Changes.Select(c => c.Id).ToListAsync(Cancel);
        using var answer = await session.Get(path);
        Assert.True((int)answer.StatusCode < 500, $"{path} answered {answer.StatusCode}");
        var rows = await db.Changes.AsNoTracking().Where(c => !before.Contains(c.Id)).ToListAsync(Cancel);
        return [.. rows.Select(c => (c.Action, c.SubjectId, c.Detail))];
    }
}
