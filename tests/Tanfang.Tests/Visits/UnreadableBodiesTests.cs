using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tanfang.TestKit;
using Tanfang.Visits.Receiving;
using Xunit;

namespace Tanfang.Tests.Visits;

public class UnreadableBodiesTests
{
    [Theory]
    [BothStores("", "not-json")]
    [BothStores("{", "not-json")]
    [BothStores("""{"items":[NaN]}""", "not-json")]
    [BothStores("""{"items":[]} trailing""", "not-json")]
    [BothStores("""{"items":[],}""", "not-json")]
    [BothStores("[]", "no-items")]
    [BothStores("null", "no-items")]
    [BothStores("""{"sentAt":"2026-11-19T02:00:00Z"}""", "no-items")]
    [BothStores("""{"items":{}}""", "no-items")]
    [BothStores("""{"\ud800":1}""", "no-items")]
    [BothStores("""{"items":[],"items":[]}""", "no-items")]
    public async Task What_cannot_be_read_is_a_problem_with_a_code(Store store, string body, string code)
    {
        await using var host = await TestHost.StartAsync(store);

        using var response = await host.PostAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            code,
            (string)
                JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))![
                    "code"
                ]!
        );
    }

    [Theory, BothStores]
    public async Task More_than_two_hundred_items_are_refused_as_a_whole(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var items = Enumerable.Range(0, SliceItems.MostItems + 1).Select(_ => host.Item(elder));

        using var response = await host.PostAsync(
            Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(",", items)}}]}""")
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "too-many-items",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        await using var db = host.Store.Open();
        Assert.Equal(0, db.Visits.Count());
    }

    [Theory]
    [BothStores(true)]
    [BothStores(false)]
    public async Task More_than_eight_megabytes_are_refused_however_sent(Store store, bool chunked)
    {
        await using var host = await TestHost.StartAsync(store);
        var body = Encoding.UTF8.GetBytes("{\"items\":[]" + new string(' ', ReceiveRecords.MostBytes) + "}");
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/records") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains(
            "too-large",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory, BothStores]
    public async Task Form_of_another_site_cannot_post_here(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var content = new StringContent("{\"items\":[]}", Encoding.UTF8, "text/plain");

        using var response = await host.Client.PostAsync(
            new Uri("/api/v1/records", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory, BothStores]
    public async Task Empty_batch_is_answered_with_an_empty_list(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        Assert.Empty(await host.SendAsync(null, []));
    }
}
