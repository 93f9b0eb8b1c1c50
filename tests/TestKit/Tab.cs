using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Tanfang.TestKit;

/// <summary>One page in a browser, and everything the browser complained about while it was open.</summary>
public sealed class Tab : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Wcag22AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
    private readonly IBrowserContext profile;
    private readonly ConcurrentQueue<string> complaints = new();

    internal Tab(IBrowserContext profile, IPage page)
    {
        this.profile = profile;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue($"script: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue($"{message.Type}: {message.Text}");
        };
    }

    /// <summary>The page, with all that Playwright can do to it.</summary>
    public IPage Page { get; }

    /// <summary>Script errors, console errors and warnings (refused content and missing files are among them) so far.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Goes to another address as somebody at the desk would; what was complained about before is forgotten.</summary>
    public async Task GoAsync(Uri address)
    {
        complaints.Clear();
        await TurnAsync(Screen.Desk);
        await Page.GotoAsync(address.ToString());
    }

    /// <summary>Gives the open page the width of another screen: what a style sheet does by width is seen without asking for the page again.</summary>
    public Task TurnAsync(Screen screen)
    {
        var (width, height) = Browser.SizeOf(screen);
        return Page.SetViewportSizeAsync(width, height);
    }

    /// <summary>Fails, naming every barrier, when the page as it stands keeps somebody out (WCAG 2.2 A and AA).</summary>
    public async Task HasNoBarrierAsync()
    {
        // In the page itself and for violations alone: the package's own way opens a second page for each and takes three times as long.
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            tags => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
                .then(result => ({
                    ran: result.passes.length + result.violations.length,
                    violations: result.violations.map(rule => ({
                        says: `${rule.impact} ${rule.id}: ${rule.help}`,
                        at: rule.nodes.map(node => node.target.join(' ')).join(' | '),
                    })),
                }))
            """,
            Wcag22AA
        );
        if (found.GetProperty("ran").GetInt32() == 0)
            throw new InvalidOperationException("axe ran no rule");
        var barriers = found
            .GetProperty("violations")
            .EnumerateArray()
            .Select(rule => $"{rule.GetProperty("says")} at {rule.GetProperty("at")}")
            .ToList();
        if (barriers.Count > 0)
            throw new BarrierException(string.Join('\n', barriers));
    }

    /// <summary>Takes a picture of the whole page for people to look at: artifacts/screenshots/NAME.png.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var path = Path.Combine(Repository.Artifacts("screenshots"), $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        return path;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => profile.DisposeAsync();
}

/// <summary>The barriers found on a page.</summary>
public sealed class BarrierException(string barriers) : Exception(barriers);
