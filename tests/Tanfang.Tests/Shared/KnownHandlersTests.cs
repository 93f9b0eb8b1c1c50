using System.Net;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Shared;

public sealed class KnownHandlersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_that_a_page_does_not_have_is_not_found_and_says_so_on_the_usual_page()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        // The page of the desk takes no form; that of a new elder takes one without a name; import has named ones only.
        var id = Guid.NewGuid();
        foreach (
            var address in new[]
            {
                "/?handler=Next",
                "/",
                "/elders/new?handler=Next",
                $"/import/{id}?handler=Nothing",
                "/elders/stale?handler=Xlsx",
            }
        )
        {
            Assert.Equal((HttpStatusCode.NotFound, true), await Post(host, address));
        }

        // Who reloads the address that a form was sent to sees the page.
        using var read = await host.Client.GetAsync("/elders?handler=Nothing", Cancel);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        // What is there stays there.
        Assert.Equal(HttpStatusCode.OK, (await Post(host, "/elders/new")).Status);
        using var book = await host.Client.GetAsync("/elders?handler=xlsx", Cancel);
        Assert.Equal(HttpStatusCode.OK, book.StatusCode);
        using var head = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"), Cancel);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        // Without the token against forged requests the answer is the old one.
        using var forged = await host.Client.PostAsync("/elders/new", null, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    /// <summary>Sends a form with a good token.</summary>
    private static async Task<(HttpStatusCode Status, bool SaysSo)> Post(TestHost host, string address)
    {
        var html = await host.Client.GetStringAsync(new Uri("/elders/new", UriKind.Relative), Cancel);
        const string name = "__RequestVerificationToken";
        var token = html[html.IndexOf(name, StringComparison.Ordinal)..].Split("value=\"")[1].Split('"')[0];
        using var content = new FormUrlEncodedContent([KeyValuePair.Create(name, token)]);
        using var answer = await host.Client.PostAsync(new Uri(address, UriKind.Relative), content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, text.Contains("没有找到", StringComparison.Ordinal));
    }
}
