using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tanfang.TestKit;

namespace Tanfang.Tests.Visits;

/// <summary>Sends records as a phone does: over HTTP, the bytes of each item under the test's control.</summary>
internal static class Phone
{
    public const string AllUnchanged = """
        "family":{"change":"unchanged"},"expression":"unchanged","movement":"unchanged","illness":{"state":"unchanged"},"mood":"unchanged","personalHygiene":"unchanged","homeHygiene":"unchanged","room":"unchanged"
        """;

    public static Guid NewId(this TestHost host) => Guid.CreateVersion7(host.Clock.GetUtcNow());

    /// <summary>An item; the body is the inside of its object.</summary>
    public static string Item(
        this TestHost host,
        Guid elder,
        string body = """ "mode":"onSite","gas":"safe","visitors":["李探访"] """,
        Guid? id = null,
        string kind = "visit",
        string? day = null,
        string? recordedAt = null,
        string version = "1",
        Guid? corrects = null
    ) =>
        $$"""{"id":"{{id ?? host.NewId()}}","kind":"{{kind}}","elderId":"{{elder}}","""
        + $$""" "happenedOn":"{{day ?? $"{host.Clock.ChinaDay:yyyy-MM-dd}"}}","""
        + $$""" "recordedAt":"{{recordedAt ?? $"{host.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}"}}","""
        + $$""" "formVersion":"{{version}}","""
        + (corrects is null ? "" : $$""" "corrects":"{{corrects}}",""")
        + $$""" "body":{ {{body}} } }""";

    public static async Task<HttpResponseMessage> PostAsync(this TestHost host, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await host.Client.PostAsync(new Uri("/api/v1/records", UriKind.Relative), content);
    }

    public static async Task<JsonArray> SendAsync(this TestHost host, DateTimeOffset? sentAt, params string[] items)
    {
        var sent = sentAt ?? host.Clock.GetUtcNow();
        var body = $$"""{"sentAt":"{{sent:yyyy-MM-dd'T'HH:mm:ss'Z'}}","items":[{{string.Join(",", items)}}]}""";
        using var response = await host.PostAsync(Encoding.UTF8.GetBytes(body));
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["items"]!.AsArray();
    }

    /// <summary>Sends one item with a right clock and answers what became of it.</summary>
    public static async Task<JsonNode> SendAsync(this TestHost host, string item) =>
        (await host.SendAsync(null, item))[0]!;

    /// <summary>Sends one item that must be taken in; its id.</summary>
    public static async Task<Guid> TakenAsync(this TestHost host, string item)
    {
        var answer = await host.SendAsync(item);
        return (string?)answer["outcome"] == "accepted"
            ? Guid.Parse((string)answer["id"]!)
            : throw new InvalidOperationException(answer.ToJsonString());
    }

    public static string Outcome(this JsonNode? answer) => (string)answer!["outcome"]!;

    public static string? Code(this JsonNode? answer) => (string?)answer!["code"];
}
