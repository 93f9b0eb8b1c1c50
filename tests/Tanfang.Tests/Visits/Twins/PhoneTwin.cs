using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Tanfang.Tests.Visits.Twins;

/// <summary>A record as it was fixed when it was saved, and what is known of it since.</summary>
internal sealed record Saved(Guid Id, string Text, JsonObject Box)
{
    public string? Receipt { get; set; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>What befalls a request.</summary>
internal enum Fate
{
    Whole,

    /// <summary>The line breaks while it is being sent.</summary>
    Cut,

    /// <summary>The server has it, the phone never hears.</summary>
    Unheard,
}

/// <summary>
/// A phone without a browser: what it keeps and sends is what the real one keeps and sends (src/Tanfang.Phone/src/device), and it forgets nothing before a receipt.
/// </summary>
internal sealed class PhoneTwin(HttpClient client, string token, JsonNode sealTo, TimeSpan wrong)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Uri address = client.BaseAddress!;

    public List<Saved> Records { get; } = [];

    public IEnumerable<Saved> Waiting => Records.Where(r => r.Receipt is null);

    /// <summary>By how much its clock is off.</summary>
    public TimeSpan Wrong { get; } = wrong;

    public Saved Save(Guid id, string text)
    {
        var saved = new Saved(id, text, SoftBox.Seal(sealTo, id, token, text));
        Records.Add(saved);
        return saved;
    }

    /// <returns>Whether the office still lets it in.</returns>
    public async Task<bool> Send(DateTimeOffset now, Fate fate, int at)
    {
        var batch = Waiting.Take(50).ToList();
        if (batch.Count == 0)
            return true;
        var sentAt = (now + Wrong).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
        var body = $$"""{"sentAt":"{{sentAt}}","items":[{{string.Join(',', batch.Select(b => b.Text))}}]}""";
        return await Post("/api/v1/records", body, batch, fate, at);
    }

    public Task<bool> HandOver(Fate fate, int at)
    {
        var batch = Waiting.Take(50).ToList();
        var body = new JsonObject { ["boxes"] = new JsonArray([.. batch.Select(b => b.Box.DeepClone())]) };
        return Post("/api/v1/handovers", body.ToJsonString(), batch, fate, at);
    }

    private async Task<bool> Post(string path, string body, List<Saved> batch, Fate fate, int at)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (fate == Fate.Cut)
        {
            await SendPart(path, bytes, at % bytes.Length);
            return true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, Cancel);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            return false;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var items = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["items"]!.AsArray();
        if (fate == Fate.Whole)
            foreach (var (saved, item) in batch.Zip(items))
            {
                Assert.Equal(saved.Id, Guid.Parse((string)item!["id"]!));
                saved.Receipt = (string?)item["receipt"];
            }

        return true;
    }

    /// <summary>The head and some of the body; then the line is gone.</summary>
    private async Task SendPart(string path, byte[] body, int length)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port, Cancel);
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
        );
        var stream = line.GetStream();
        await stream.WriteAsync(head, Cancel);
        await stream.WriteAsync(body.AsMemory(0, length), Cancel);
        // Reset instead of closed: as a mast that was passed.
        line.Client.LingerState = new LingerOption(true, 0);
    }
}
