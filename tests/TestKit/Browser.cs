using Microsoft.Playwright;
using Xunit;

namespace Tanfang.TestKit;

/// <summary>What somebody sits before.</summary>
public enum Screen
{
    /// <summary>The office's desk.</summary>
    Desk,

    /// <summary>The visitor's phone, held upright.</summary>
    Phone,
}

/// <summary>Debian's Chromium. One serves a whole test program: <c>[assembly: AssemblyFixture(typeof(Browser))]</c>.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? driver;
    private IBrowser? chromium;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        driver = await Playwright.CreateAsync();
        chromium = await driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("TANFANG_CHROMIUM") ?? "/usr/bin/chromium",
                Args = Flags,
            }
        );
    }

    /// <summary>Opens an address in a profile of its own: no cookie, no stored record of another test.</summary>
    public async Task<Tab> OpenAsync(Uri address, Screen screen = Screen.Desk)
    {
        var (width, height) = SizeOf(screen);
        var profile = await chromium!.NewContextAsync(
            new()
            {
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new() { Width = width, Height = height },
                IsMobile = screen == Screen.Phone,
                HasTouch = screen == Screen.Phone,
                DeviceScaleFactor = screen == Screen.Phone ? 2 : 1,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var tab = new Tab(profile, await profile.NewPageAsync());
        await tab.Page.GotoAsync(address.ToString());
        return tab;
    }

    internal static (int Width, int Height) SizeOf(Screen screen) => screen == Screen.Phone ? (390, 844) : (1366, 768);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        driver?.Dispose();
    }
}
