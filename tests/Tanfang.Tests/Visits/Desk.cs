using System.Net;
using System.Text.RegularExpressions;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>Fills in pages as somebody at the desk does, without scripts: opens one, keeps what stands in it, sends it.</summary>
internal static partial class Desk
{
    public static async Task<string> OpenAsync(this TestHost host, string page)
    {
        using var response = await host.Client.GetAsync(
            new Uri(page, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var html = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return response.StatusCode == HttpStatusCode.OK
            ? html
            : throw new InvalidOperationException($"{page}: {(int)response.StatusCode}");
    }

    /// <summary>Sends a page's form; answers the page shown instead, or where it leads.</summary>
    public static async Task<(string? Html, string? Location)> FillAsync(
        this TestHost host,
        string page,
        IEnumerable<(string Name, string Value)> fields,
        string? handler = null,
        string? opened = null
    )
    {
        opened ??= await host.OpenAsync(page);
        var given = fields.ToList();
        var form = Standing(opened)
            .Where(h => given.All(f => f.Name != h.Name))
            .Concat(given)
            .Select(f => KeyValuePair.Create(f.Name, f.Value));
        using var content = new FormUrlEncodedContent(form);
        using var response = await host.Client.PostAsync(
            new Uri(handler is null ? page : $"{page}?handler={handler}", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        if (response.StatusCode == HttpStatusCode.Redirect)
            return (null, response.Headers.Location!.OriginalString);
        var html = WebUtility.HtmlDecode(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return response.StatusCode == HttpStatusCode.OK
            ? (html, null)
            : throw new InvalidOperationException($"{page}: {(int)response.StatusCode}");
    }

    /// <summary>Sends a page's form with files in its box called scans; answers the page shown instead, without character references.</summary>
    public static async Task<string> UploadAsync(
        this TestHost host,
        string page,
        IEnumerable<byte[]> files,
        string? handler = null,
        params (string Name, string Value)[] fields
    )
    {
        var opened = await host.OpenAsync(page);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Standing(opened).Where(s => fields.All(f => f.Name != s.Name)).Concat(fields))
            form.Add(new StringContent(value), name);
        foreach (var (i, file) in files.Index())
            form.Add(new ByteArrayContent(file), "scans", $"{i + 1}.png");
        using var answer = await host.Client.PostAsync(
            new Uri(handler is null ? page : $"{page}?handler={handler}", UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Codes chosen on a page, as field=code.</summary>
    public static IReadOnlyList<string> Chosen(string html) =>
        [
            .. Choice()
                .Matches(html)
                .Select(m => m.Value)
                .Where(input => CheckedMark().IsMatch(input))
                .Select(input => $"{Attribute(input, "name")}={Attribute(input, "value")}"),
        ];

    /// <summary>Codes a page offers for a field.</summary>
    public static IReadOnlyList<string> Offered(string html, string field) =>
        [
            .. Choice()
                .Matches(html)
                .Select(m => m.Value)
                .Where(input => Attribute(input, "name") == field)
                .Select(input => Attribute(input, "value")),
        ];

    /// <summary>What a browser would send of a page as it stands.</summary>
    private static IEnumerable<(string Name, string Value)> Standing(string html) =>
        Input()
            .Matches(html)
            .Select(m => m.Value)
            .Where(input => !Choice().IsMatch(input) || CheckedMark().IsMatch(input))
            .Select(input => (Name: Attribute(input, "name"), Value: Attribute(input, "value")))
            .Concat(TextArea().Matches(html).Select(m => (Name: m.Groups[1].Value, Value: m.Groups[2].Value)))
            .Where(f => f.Name.Length > 0)
            .DistinctBy(f => f);

    private static string Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]*name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex TextArea();

    [GeneratedRegex("<input[^>]*type=\"(radio|checkbox)\"[^>]*>")]
    private static partial Regex Choice();

    [GeneratedRegex("\\bchecked\\b")]
    private static partial Regex CheckedMark();
}
