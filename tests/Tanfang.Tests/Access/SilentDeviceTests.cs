using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Devices are heard of, to the hour; after more than three days of silence they stand beside the rates.</summary>
public sealed class SilentDeviceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_device_is_heard_of_once_an_hour_and_counted_after_more_than_three_days(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol();
        var visitor = await SignInTests.Visitor(host);
        await Session.Create(host, "fang", Role.Visitor, Desk.Village, visitor);
        using var device = host.NewClient();
        await Session.SignInDevice(device, "fang");
        var issued = host.Clock.GetUtcNow();
        var (county, other) = (await host.DivisionId("140426"), await host.DivisionId(Askers.Other));

        host.Clock.Advance(DeviceToken.HeardEvery - TimeSpan.FromSeconds(1));
        await Ask(device);
        Assert.Equal(issued, await Heard(host));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Ask(device);
        Assert.Equal(issued + DeviceToken.HeardEvery, await Heard(host));

        host.Clock.Advance(SilentDevices.Silence);
        Assert.Equal((0, 0), (await Count(host, county), await Count(host, null)));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0, 1), (await Count(host, county), await Count(host, other), await Count(host, null)));

        using var officer = await Session.SignedIn(host, Role.TownshipOfficer, "140426101");
        using var far = await Session.SignedIn(host, Role.TownshipOfficer, Askers.Other);
        foreach (var page in (string[])["/", "/rates?division=140426", "/rates/charts?division=140426"])
            Assert.Contains("1 台手机超过 3 天未联系", await officer.Read(page), StringComparison.Ordinal);
        Assert.Contains("访员甲", await officer.Read("/devices?division=140426"), StringComparison.Ordinal);
        Assert.DoesNotContain("访员甲", await far.Read("/devices?division=140426"), StringComparison.Ordinal);

        await Ask(device);
        Assert.Equal(0, await Count(host, null));
        Assert.DoesNotContain("台手机超过", await officer.Read("/rates?division=140426"), StringComparison.Ordinal);
        host.Clock.Advance(SilentDevices.Silence + TimeSpan.FromSeconds(1));
        await using var db = host.Store.Open();
        await db.DeviceTokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, issued), Cancel);
        Assert.Equal(0, await Count(host, null));
    }

    private static async Task Ask(HttpClient device)
    {
        using var answer = await device.GetAsync(new Uri("/api/v1/worklist", UriKind.Relative), Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<DateTimeOffset?> Heard(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.DeviceTokens.Select(t => t.LastHeardAt).SingleAsync(Cancel);
    }

    private static Task<int> Count(TestHost host, int? division) =>
        host.Do<SilentDevices, int>(s => s.Count(division, Cancel));
}
