using System.Text.Json;
using Tanfang.Shared;

namespace Tanfang.Visits.Receiving;

/// <summary>A batch as sent: when, and the bytes of each item.</summary>
public sealed record Batch(DateTimeOffset? SentAt, IReadOnlyList<ReadOnlyMemory<byte>> Items);

/// <summary>
/// Cuts a body into its items without understanding them: what is wrong inside one, however deep, is that one's own trouble.
/// </summary>
public static class SliceItems
{
    public const int MostItems = 200;

    /// <summary>As deep as the largest body can go.</summary>
    internal const int Depth = ReceiveRecords.MostBytes;

    public static Result<Batch> Run(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Slice(body);
        }
        catch (JsonException)
        {
            return new Refusal("not-json", "内容不是有效的 JSON", "请原样重新发送");
        }
    }

    private static Result<Batch> Slice(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = Depth });
        DateTimeOffset? sentAt = null;
        List<ReadOnlyMemory<byte>>? items = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return NoItems;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (RawRecord.IsNamed(ref reader, "items"u8))
            {
                reader.Read();
                if (items is not null || reader.TokenType != JsonTokenType.StartArray)
                    return NoItems;
                items = Items(ref reader, body);
            }
            else if (RawRecord.IsNamed(ref reader, "sentAt"u8))
            {
                sentAt = SentAt(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // One more read, to see that nothing follows.
        reader.Read();
        if (items is null)
            return NoItems;
        return items.Count > MostItems
            ? new Refusal("too-many-items", $"一次最多 {MostItems} 条记录", "请分批发送")
            : new Batch(sentAt, items);
    }

    private static List<ReadOnlyMemory<byte>> Items(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(body[start..(int)reader.BytesConsumed]);
        }

        return items;
    }

    private static DateTimeOffset? SentAt(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isText = reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false, ValueSpan.Length: <= 40 };
        var text = isText ? System.Text.Encoding.ASCII.GetString(reader.ValueSpan) : null;
        reader.Skip();
        return Instants.Read(text);
    }

    private static Refusal NoItems { get; } = new("no-items", "内容里没有 items 列表", "请原样重新发送");
}
