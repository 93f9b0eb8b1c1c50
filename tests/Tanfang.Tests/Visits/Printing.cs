using System.Net;
using System.Text.RegularExpressions;
using Tanfang.TestKit;
using Tanfang.Visits.Printing;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>What somebody who prints does.</summary>
internal static partial class Printing
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An office without a browser: jobs end with the sheets.</summary>
    public static Task HasNoChromium(this TestHost host) =>
        host.Do<Chromium>(chromium =>
        {
            chromium.Told = "/nowhere/chromium";
            return Task.CompletedTask;
        });

    /// <summary>Chooses everybody at a place and begins; answers the job's address.</summary>
    public static async Task<string> Print(this TestHost host, string division, string filled)
    {
        var (_, job) = await host.FillAsync("/print", [("Division", division), ("Whom", "all")]);
        await host.FillAsync(job!, [("filled", filled)], "Start");
        return job!;
    }

    public static async Task Finished(this TestHost host, string job)
    {
        while (!(await host.OpenAsync(job + "/progress")).Contains("\"finished\":true", StringComparison.Ordinal))
            await Task.Yield();
    }

    /// <summary>The codes on the pages of a document, each once, in their order.</summary>
    public static IReadOnlyList<string> Codes(string html) =>
        [.. Code().Matches(html).Select(m => m.Groups[1].Value).Distinct()];

    public static async Task<(HttpStatusCode Status, string? Location, string Html)> Get(
        this TestHost host,
        string page
    )
    {
        using var answer = await host.Client.GetAsync(new Uri(page, UriKind.Relative), Cancel);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, html);
    }

    [GeneratedRegex("class=\"code\">([0-9A-Z-]+)<")]
    private static partial Regex Code();
}
