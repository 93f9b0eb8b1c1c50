using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>A new password from an administrator, with a witness beside.</summary>
public sealed class RecoveryTests
{
    private const string County = "140426";
    private const string Wrong = "不对的密码不对的密码";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_new_password_ends_devices_passkeys_and_sessions(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await PasskeyTests.Officer(host, "diu");
        using var passkey = new SoftPasskey(PasskeyTests.Origin(host));
        await PasskeyTests.Add(officer, passkey);
        using var phone = host.NewClient();
        await Session.SignInDevice(phone, "diu", Authenticator.Code(officer.Key!));
        var list = new Uri("/api/v1/overdue?division=140426", UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(list, Cancel)).StatusCode);
        using var admin = await Session.SignedIn(host, Role.Administrator, County, name: "guanli");
        await Session.Create(host, "zheng", Role.Reader, County);

        var done = await Reset(host, admin, "diu", "zheng", Session.Password);

        Assert.Contains("一次性密码", await done.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync(list, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Get("/rates")).StatusCode);
        await using var db = host.Store.Open();
        Assert.Equal(0, await db.Passkeys.CountAsync(Cancel));
        Assert.NotNull((await db.DeviceTokens.SingleAsync(Cancel)).RevokedAt);
    }

    [Theory, BothStores]
    public async Task A_wrong_witness_counts_against_the_witness_and_nobody_else(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var admin = await Session.SignedIn(host, Role.Administrator, County, name: "guanli");
        foreach (var name in (string[])["diu", "zheng"])
            await Session.Create(host, name, Role.Reader, County);

        await Reset(host, admin, "diu", "diu", Wrong);
        await Reset(host, admin, "diu", "diu", Session.Password);
        await Reset(host, admin, "diu", "guanli", Wrong);
        await Reset(host, admin, "diu", "guanli", Session.Password);
        await Reset(host, admin, "diu", "nobody", Wrong);
        var refused = await Reset(host, admin, "diu", "zheng", Wrong);

        Assert.Contains("不是第三个人", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var failed = await db.Accounts.OrderBy(a => a.UserName).Select(a => a.AccessFailedCount).ToListAsync(Cancel);
        Assert.Equal([0, 0, 1], failed);
        Assert.Equal(0, await db.Changes.CountAsync(c => c.Action == "account.passwordReset", Cancel));
        var denied = await db
            .Changes.Where(c => c.Action == "access.denied" && c.Detail == "witness")
            .CountAsync(Cancel);
        Assert.Equal(6, denied);
    }

    [Theory, BothStores]
    public async Task An_administrator_takes_all_passkeys_of_a_lost_phone_away(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await PasskeyTests.Officer(host, "diu");
        using var passkey = new SoftPasskey(PasskeyTests.Origin(host));
        await PasskeyTests.Add(officer, passkey);
        using var admin = await Session.SignedIn(host, Role.Administrator, County, name: "guanli");
        await using var db = host.Store.Open();
        var id = (await db.Accounts.SingleAsync(a => a.UserName == "diu", Cancel)).Id;

        await admin.Post($"/accounts/{id}?handler=RemovePasskeys");

        Assert.Equal(0, await db.Passkeys.CountAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/rates")).StatusCode);
    }

    private static async Task<HttpResponseMessage> Reset(
        TestHost host,
        Session admin,
        string whose,
        string witness,
        string password
    )
    {
        await using var db = host.Store.Open();
        var id = (await db.Accounts.SingleAsync(a => a.UserName == whose, Cancel)).Id;
        return await admin.Post($"/accounts/{id}?handler=Reset", ("Witness", witness), ("WitnessPassword", password));
    }
}
