using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tanfang.Access;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>From the link that is printed to an officer at work, in a real browser; each page is looked at on the way.</summary>
public sealed class AccountPagesTests(Browser browser)
{
    private const string Password = "一句自己记得住的话 2026";

    [Fact]
    public async Task The_printed_link_leads_to_accounts_and_an_account_to_work()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var link = await host.Do<FirstAccount, string>(f => Task.FromResult(f.Path));
        await using var tab = await browser.OpenAsync(new Uri(host.Address, link));
        var page = tab.Page;

        await LookAsync(tab, "first-account");
        await page.FillAsync("#Division", "140426");
        await page.FillAsync("#Organisation", "黎城县民政局");
        await page.FillAsync("#DisplayName", "管理甲");
        await page.FillAsync("#UserName", "guanli");
        await page.FillAsync("#Password", "1234567890");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("太常见");
        await LookAsync(tab, "first-account-weak");
        await page.FillAsync("#Password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "建立" }).ClickAsync();
        await page.WaitForURLAsync("**/signin");

        await LookAsync(tab, "signin");
        await SignIn(page, "guanli", Password);
        await page.WaitForURLAsync("**/account/second-factor");
        await LookAsync(tab, "second-factor");
        var key = await SetUp(page);
        await LookAsync(tab, "account");

        await tab.GoAsync(new Uri(host.Address, "/accounts/new"));
        await page.FillAsync("#UserName", "xianyuan");
        await page.FillAsync("#DisplayName", "县员乙");
        await page.FillAsync("#Organisation", "黎城县民政局");
        await page.SelectOptionAsync("#Role", "CountyOfficer");
        await page.FillAsync("#Division", "140426");
        await page.PressAsync("#Division", "Tab");
        await LookAsync(tab, "account-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立", Exact = true }).ClickAsync();
        var once = await page.Locator(".flash code").InnerTextAsync();
        await LookAsync(tab, "account-made");
        await page.GetByRole(AriaRole.Link, new() { Name = "看这个账号" }).ClickAsync();
        await LookAsync(tab, "account-show");
        await tab.GoAsync(new Uri(host.Address, "/accounts"));
        await LookAsync(tab, "accounts");
        await tab.GoAsync(new Uri(host.Address, "/elders"));
        Assert.Equal("不能查看", await page.Locator("h1").First.InnerTextAsync());
        await tab.HasNoBarrierAsync();

        await tab.GoAsync(new Uri(host.Address, "/account"));
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await SignIn(page, "guanli", Password);
        await LookAsync(tab, "signin-code");
        await page.FillAsync("#Code", Authenticator.Code(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/accounts");

        await page.Context.ClearCookiesAsync();
        await tab.GoAsync(new Uri(host.Address, "/rates"));
        await SignIn(page, "xianyuan", once);
        await page.WaitForURLAsync("**/account/password");
        await LookAsync(tab, "account-password");
        await page.FillAsync("#Current", once);
        await page.FillAsync("#Password", Password + "！");
        await page.GetByRole(AriaRole.Button, new() { Name = "改密码" }).ClickAsync();
        await page.WaitForURLAsync("**/account/second-factor");
        await SetUp(page);
        await tab.GoAsync(new Uri(host.Address, "/"));
        Assert.Equal("工作台", await page.Locator("h1").First.InnerTextAsync());
        await LookAsync(tab, "desk-signed-in");
    }

    private static async Task SignIn(IPage page, string name, string password)
    {
        await page.FillAsync("#UserName", name);
        await page.FillAsync("#Password", password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    private static async Task<string> SetUp(IPage page)
    {
        var key = Regex.Replace(await page.Locator("code").InnerTextAsync(), "\\s", "");
        await page.FillAsync("#Code", Authenticator.Code(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "启用" }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        return key;
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
