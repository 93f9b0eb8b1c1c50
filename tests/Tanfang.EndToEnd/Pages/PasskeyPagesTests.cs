using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.Access;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>Passkeys in a real browser, on an authenticator that Chromium plays.</summary>
public sealed class PasskeyPagesTests(Browser browser)
{
    private const string Password = "一句自己记得住的话 2026";

    /// <summary>A password takes its time to be tried, more so on a machine with other work.</summary>
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_adds_a_passkey_signs_in_with_it_and_removes_it()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await Account(host);
        var named = new UriBuilder(host.Address) { Host = "localhost" }.Uri;
        await using var tab = await browser.OpenAsync(new Uri(named, "/signin"));
        var page = tab.Page;
        var (devices, device) = await Device(page);
        await page.FillAsync("#UserName", "cha");
        await page.FillAsync("#Password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/account/second-factor");
        await SetUp(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "通行密钥" }).ClickAsync();
        await LookAsync(tab, "passkeys-none");
        await page.FillAsync("#Name", "办公室电脑");
        await page.FillAsync("#Password", "不对的密码不对的密码");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加" }).ClickAsync();
        await Assertions.Expect(page.Locator("output")).ToContainTextAsync("密码不对", Patient);
        await page.FillAsync("#Password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "添加" }).ClickAsync();
        await Assertions
            .Expect(page.Locator("li", new() { HasText = "办公室电脑" }))
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        await LookAsync(tab, "passkeys");

        await page.GotoAsync(new Uri(named, "/account").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await page.WaitForURLAsync("**/signin");
        await LookAsync(tab, "signin-passkey");
        await Verify(devices, device, false);
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await Assertions.Expect(page.Locator("output")).ToContainTextAsync("没有完成", Patient);
        await Verify(devices, device, true);
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync("**/rates");
        await page.GotoAsync(new Uri(named, "/account").ToString());
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync("通行密钥");

        await page.GetByRole(AriaRole.Link, new() { Name = "通行密钥" }).ClickAsync();
        await page.FillAsync("#remove-password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await Assertions.Expect(page.GetByText("还没有通行密钥")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await using var db = host.Store.Open();
        Assert.Equal(0, await db.Passkeys.CountAsync(Cancel));
        // The refused password, and nothing else.
        Assert.Contains("400", Assert.Single(tab.Complaints), StringComparison.Ordinal);
    }

    private static async Task Account(TestHost host)
    {
        await using var db = host.Store.Open();
        var county = await db.Divisions.SingleAsync(d => d.Code == "140426", Cancel);
        var asked = new NewAccount(
            "cha",
            "查阅甲",
            "测试机构",
            OrganisationKind.CountyBureau,
            Role.Reader,
            county.Id,
            Password
        );
        Assert.True(
            (
                await host.Do<CreateAccount, Result<CreatedAccount>>(c =>
                    c.Run(asked, Scope.Everything, Actor.Local, Cancel)
                )
            ).Succeeded
        );
    }

    private static async Task<(ICDPSession Devices, string Device)> Device(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        var added = await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return (devices, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    private static async Task Verify(ICDPSession devices, string device, bool verifies) =>
        await devices.SendAsync(
            "WebAuthn.setUserVerified",
            new() { ["authenticatorId"] = device, ["isUserVerified"] = verifies }
        );

    private static async Task SetUp(IPage page)
    {
        var key = (await page.Locator("code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#Code", Authenticator.Code(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "启用" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
    }

    private static async Task LookAsync(Tab tab, string name)
    {
        await tab.PictureAsync(name);
        await tab.HasNoBarrierAsync();
        await tab.TurnAsync(Screen.Phone);
        await tab.HasNoBarrierAsync();
        await tab.TurnAsync(Screen.Desk);
    }
}
