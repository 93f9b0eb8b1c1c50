using Tanfang.TestKit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>One tab for pages that are only looked at: a profile and a process for each cost more than looking.</summary>
public sealed class OneTab : IAsyncDisposable
{
    private Tab? tab;

    public async Task<Tab> GoAsync(Browser browser, Uri address)
    {
        if (tab is null)
        {
            return tab = await browser.OpenAsync(address);
        }

        await tab.GoAsync(address);
        return tab;
    }

    public ValueTask DisposeAsync() => tab?.DisposeAsync() ?? ValueTask.CompletedTask;
}
