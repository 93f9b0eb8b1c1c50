using Microsoft.Playwright;
using Tanfang.Demo;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>A visitor with the phone's own page, which may be closed at any moment, and what the page said was saved.</summary>
internal sealed class FrailPhone(Tab tab, FrailOffice office)
{
    private const string Pin = "274951";

    /// <summary>The rows of the queue and the epoch, as one transaction sees them.</summary>
    private const string Kept = """
        new Promise((done, fail) => {
            const open = indexedDB.open('tanfang')
            open.onerror = () => fail(open.error)
            open.onsuccess = () => {
                const tx = open.result.transaction(['queue', 'plain'])
                const rows = tx.objectStore('queue').getAll()
                const packet = tx.objectStore('plain').get('packet')
                tx.oncomplete = () => { open.result.close(); done({ rows: rows.result, epoch: packet.result?.epoch }) }
            }
        })
        """;

    private readonly IBrowserContext profile = tab.Page.Context;
    private IPage page = tab.Page;
    private Guid token;
    private bool isOnline = true;
    private int confirmed;

    /// <summary>The list was taken away: the token is not known any more.</summary>
    private bool isShut;

    public HashSet<Guid> Saved { get; } = [];

    private bool IsHeard => isOnline && office.IsUp;

    private ILocator Open => page.Locator(".strip");

    private ILocator Shut => page.GetByText("名单已经收起");

    public async Task Begin()
    {
        await page.GotoAsync(new Uri(office.Address, "/m/").ToString());
        await SignIn();
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => 0)");
    }

    private async Task SignIn()
    {
        await page.FillAsync("#userName", "tanfang");
        await page.FillAsync("#password", DemoAccounts.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.FillAsync("#pin", Pin);
        await page.GetByText("再输一遍").WaitForAsync();
        await page.FillAsync("#pin", Pin);
        await Open.WaitForAsync();
        isShut = false;
        token = await office.NewestToken();
    }

    /// <summary>Only what the page confirmed counts; asked to close at once, it says nothing.</summary>
    public async Task<bool> Record(Guid elder, bool closeAtOnce)
    {
        if (isShut && !IsHeard)
            return false;
        if (isShut)
            await ComeBack();
        await page.EvaluateAsync("hash => { location.hash = hash }", $"#/attempt/{elder}");
        await page.Locator("label", new() { HasTextString = "不在家" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        if (closeAtOnce)
        {
            await Reopen();
            return true;
        }

        await page.GetByText("没见到，已记在本机").WaitForAsync();
        confirmed++;
        Saved.UnionWith(await Rows());
        Assert.True(Saved.Count >= confirmed);
        return true;
    }

    public async Task Turn(bool online)
    {
        isOnline = online;
        await profile.SetOfflineAsync(!online);
        await Notice();
    }

    public async Task Revoke()
    {
        await office.Revoke(token);
        await Notice();
    }

    /// <summary>Whoever was shut out, or let in again, looks at the phone; else it is left to itself.</summary>
    public async Task Notice()
    {
        if (IsHeard && (isShut || !await office.Knows(token)))
            await Reopen();
    }

    public async Task Reopen()
    {
        await page.CloseAsync();
        page = await profile.NewPageAsync();
        await page.GotoAsync(new Uri(office.Address, "/m/").ToString());
        await page.FillAsync("#pin", Pin);
        if (IsHeard)
            isShut = !await office.Knows(token);
        await (isShut ? Shut : Open).WaitForAsync();
    }

    /// <summary>Shut out: hands over what waits, and is let in anew.</summary>
    private async Task ComeBack()
    {
        var hand = page.GetByText("份记录交给单位");
        if (await hand.IsVisibleAsync())
        {
            await hand.ClickAsync();
            await page.GetByText("✓ 已交给单位").WaitForAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "重新登录" }).ClickAsync();
        await SignIn();
    }

    /// <summary>Heard again: within a minute nothing waits, under the server's own epoch. All that it ever kept.</summary>
    public async Task<HashSet<Guid>> Heal()
    {
        await Reopen();
        if (isShut)
            await ComeBack();
        var sent = page.EvaluateAsync(
            $$"""
            async epoch => {
                for (;;) {
                    const kept = await {{Kept}}
                    if (kept.epoch === epoch && kept.rows.every(row => row.state === 'received')) return
                    await new Promise(soon => setTimeout(soon, 50))
                }
            }
            """,
            await office.Epoch()
        );
        await sent.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var rows = await Rows();
        Assert.Subset(rows, Saved);
        return rows;
    }

    private async Task<HashSet<Guid>> Rows() =>
        [
            .. (await page.EvaluateAsync<string[]>($"() => {Kept}.then(kept => kept.rows.map(row => row.id))")).Select(
                Guid.Parse
            ),
        ];
}
