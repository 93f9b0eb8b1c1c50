using System.Text.Json;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.HandingOver;

/// <summary>What was sent or uploaded: the boxes and when the device sent them.</summary>
public sealed record Boxes(DateTimeOffset? SentAt, IReadOnlyList<SealedBox> All);

/// <summary>Reads a request of a device and a transfer package (转移包) alike: one JSON object with a list of boxes.</summary>
public static class ReadBoxes
{
    public const int Most = 200;

    /// <summary>In a file: a queue of months.</summary>
    public const int MostInAFile = 5000;

    private sealed record Sent(string? SentAt, List<SealedBox?>? Boxes);

    public static Result<Boxes> Run(ReadOnlySpan<byte> json, int most)
    {
        Sent? sent;
        try
        {
            sent = JsonSerializer.Deserialize<Sent>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            sent = null;
        }

        if (sent?.Boxes is not { } boxes || boxes.Contains(null))
            return new Refusal("no-boxes", "不是转移包，或文件不完整", "请在手机上重新生成转移包", "file");
        return boxes.Count > most
            ? new Refusal("too-many-boxes", $"一次最多 {most} 条记录", "请分批发送", "file")
            : new Boxes(Instants.Read(sent.SentAt), boxes!);
    }
}
