using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>An inspector reads people for a purpose that was said.</summary>
public sealed class PurposeTests
{
    private const string County = "140426";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task An_inspector_who_has_not_said_what_for_is_asked_before_anybody_is_shown(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        await Session.Create(host, "jian", Role.Inspector, County);
        using var inspector = new Session(host);
        await inspector.SignIn("jian", Session.Password);
        await inspector.SetUpSecondFactor();

        var file = await inspector.Get($"/elders/{elder}");
        Assert.Equal($"/purpose?back=%2Felders%2F{elder}", file.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.Get("/api/v1/overdue?division=140426")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await inspector.Get("/rates")).StatusCode);
        var without = await inspector.Post("/purpose", ("Kind", "spotCheck"), ("Words", "抽查"));
        Assert.Contains("没有写明检查名称", await without.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var stated = await inspector.Post(
            "/purpose",
            ("Kind", "spotCheck"),
            ("Words", "三季度抽查"),
            ("Back", $"/elders/{elder}")
        );

        Assert.Equal($"/elders/{elder}", stated.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await inspector.Get($"/elders/{elder}")).StatusCode);
        await using var db = host.Store.Open();
        Assert.Equal(1, await db.Changes.CountAsync(c => c.Action == "access.purposeStated", Cancel));
    }

    [Theory]
    [BothStores(-1, true)]
    [BothStores(0, false)]
    public async Task A_purpose_holds_for_eight_hours(Store store, int secondsAfter, bool holds)
    {
        await using var host = await TestHost.StartAsync(store);
        using var inspector = await Session.SignedIn(host, Role.Inspector, County);
        var end = host.Clock.GetUtcNow() + StatedPurpose.Holds;
        // Somebody at work: no half hour passes without a page.
        while (host.Clock.GetUtcNow() + TimeSpan.FromMinutes(20) < end)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            await inspector.Read("/rates");
        }

        host.Clock.Set(end.AddSeconds(secondsAfter));

        Assert.Equal(holds ? HttpStatusCode.OK : HttpStatusCode.Redirect, (await inspector.Get("/elders")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_also_an_officer_of_a_village_sees_its_people_without_saying_why()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var elder = await host.AddElder();
        var made = await Session.Create(host, "liang", Role.Inspector, "140403");
        await using (var db = host.Store.Open())
        {
            var village = await db.Elders.Where(e => e.Id == elder).Select(e => e.HomeId).SingleAsync(Cancel);
            db.Grants.Add(
                new Grant
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = made.Id,
                    Role = Role.VillageOfficer,
                    DivisionId = village,
                    From = host.Clock.ChinaDay,
                    GivenBy = "local",
                    GivenAt = host.Clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(Cancel);
        }

        using var both = new Session(host);
        await both.SignIn("liang", Session.Password);
        await both.SetUpSecondFactor();

        Assert.Equal(HttpStatusCode.OK, (await both.Get($"/elders/{elder}")).StatusCode);
    }
}
