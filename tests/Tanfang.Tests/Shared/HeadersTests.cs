using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Shared;

/// <summary>What every answer says to the browser, whatever was asked and whatever came of it.</summary>
public sealed class HeadersTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>
    /// A search shows people and changes nothing; the page of errors says what went wrong; at a door nobody has a session that could be misused, and every
    /// answer has to be the same to the byte.
    /// </summary>
    private static readonly string[] WithoutToken = ["/search", "/status/", "/d/"];

    [Fact]
    public async Task Every_answer_of_every_endpoint_keeps_foreign_content_frames_and_copies_out()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var nobody = new Person(Guid.CreateVersion7(), Guid.CreateVersion7(), 0);
        var paths = host.Endpoints.SelectMany(e => Strangers.Paths(e, nobody)).ToList();
        await Check(host.Client, paths);
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, "140426");
        using var stranger = new Session(host);
        await Check(officer.Client, paths);
        await Check(stranger.Client, [.. paths, "/nowhere", "/api/v1/nowhere", "/site.css", "/passkeys.js"]);

        using var style = await stranger.Get("/site.css");
        Assert.DoesNotContain("no-store", style.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_ours_says_the_same_and_nothing_of_what_went_wrong()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await using (var db = host.Store.Open())
            await db.Database.ExecuteSqlRawAsync("alter table elders rename to gone", Cancel);

        await Check(host.Client, ["/elders", "/api/v1/overdue?division=140426"]);
        using var answer = await host.Client.GetAsync(new Uri("/elders", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("出错了", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "elders",
            text[text.IndexOf("<main", StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_form_of_every_page_wants_its_token()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var forms = await Strangers.AllForms(host, new Person(Guid.CreateVersion7(), Guid.CreateVersion7(), 0));
        Assert.InRange(forms.Count, 80, int.MaxValue);

        foreach (var path in forms.Where(f => !WithoutToken.Any(w => f.StartsWith(w, StringComparison.Ordinal))))
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", "测试")]);
            using var answer = await host.Client.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} answered {answer.StatusCode}");
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(
                text.Contains("页面已过期", StringComparison.Ordinal),
                path + text[text.IndexOf("<h1", StringComparison.Ordinal)..]
            );
        }
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.BadRequest)]
    public async Task What_a_page_of_somebody_else_sends_is_not_taken(string? from, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/api/v1/records")
        {
            Content = new StringContent("[]", null, "application/json"),
        };
        if (from is not null)
            sent.Headers.Add("Sec-Fetch-Site", from);

        using var answer = await host.Client.SendAsync(sent, Cancel);

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task Check(HttpClient client, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(
                new Uri(path, UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead,
                Cancel
            );
            var isFile =
                path.EndsWith(".css", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal);
            Says(answer, "Content-Security-Policy", "default-src 'self'");
            Says(answer, "Content-Security-Policy", "object-src 'none'");
            Says(answer, "Content-Security-Policy", "base-uri 'none'");
            Says(answer, "Content-Security-Policy", "frame-ancestors 'none'");
            Says(answer, "X-Content-Type-Options", "nosniff");
            Says(answer, "Referrer-Policy", "same-origin");
            Says(answer, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
            Says(answer, "Cross-Origin-Opener-Policy", "same-origin");
            if (!isFile)
                Says(answer, "Cache-Control", "no-store");
            Assert.DoesNotContain("unsafe-inline", answer.Headers.ToString(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("Access-Control-Allow-Origin"));
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
                Assert.Matches("; path=/;.*samesite=(lax|strict).*httponly", cookie);
        }

        void Says(HttpResponseMessage answer, string header, string what)
        {
            var said = answer.Headers.TryGetValues(header, out var values) ? string.Join(' ', values) : "";
            Assert.True(
                said.Contains(what, StringComparison.Ordinal),
                $"{answer.RequestMessage!.RequestUri} ({answer.StatusCode}) says {header}: {said}"
            );
        }
    }
}
