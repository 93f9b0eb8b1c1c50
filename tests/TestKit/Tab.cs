using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tanfang.TestKit;

/// <summary>One page in a browser, and everything the browser complained about while it was open.</summary>
public sealed class Tab : IAsyncDisposable
{
    private static readonly List<string> Wcag22AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
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

    /// <summary>Fails, naming every barrier, when the page as it stands keeps somebody out (WCAG 2.2 A and AA).</summary>
    public async Task HasNoBarrierAsync()
    {
        var result = await Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = Wcag22AA },
            }
        );
        if (result.Violations.Length > 0)
            throw new BarrierException(
                string.Join(
                    '\n',
                    result.Violations.Select(rule =>
                        $"{rule.Impact} {rule.Id}: {rule.Help} at {string.Join(" | ", rule.Nodes.Select(node => node.Target))}"
                    )
                )
            );
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
