using System.Security.Cryptography;
using System.Text.Json;

namespace Tanfang.Visits.Receiving;

/// <summary>The bytes of one record exactly as they came, and what can be said of them without understanding them.</summary>
public sealed record RawRecord(Guid Id, ReadOnlyMemory<byte> Bytes, string Kind, Guid? ElderId)
{
    private static readonly string[] Kinds = ["visit", "attempt", "care", "change", "emergency"];

    /// <summary>SHA-256 of the bytes.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Bytes.Span);

    public string HashText => Convert.ToHexStringLower(Hash);

    /// <summary>Looks at the outermost names only; of a name used twice the first counts. Null id: there is no UUIDv7.</summary>
    public static (string? IdText, RawRecord? Record) Peek(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = SliceItems.Depth });
        string? id = null;
        string? kind = null;
        string? elder = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNamed(ref reader, "id"u8))
                id ??= Text(ref reader);
            else if (IsNamed(ref reader, "kind"u8))
                kind ??= Text(ref reader);
            else if (IsNamed(ref reader, "elderId"u8))
                elder ??= Text(ref reader);
            else
                reader.Skip();
        }

        if (!Guid.TryParseExact(id, "D", out var guid) || guid.Version != 7 || guid.Variant is < 8 or > 11)
            return (id, null);
        var known = Array.Find(Kinds, k => k == kind) ?? "unknown";
        return (id, new RawRecord(guid, bytes, known, Guid.TryParseExact(elder, "D", out var e) ? e : null));
    }

    /// <summary>A name may hold half a character, which cannot even be compared: it is none of ours.</summary>
    internal static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A short string, or null for anything else; leaves the reader at the value's end.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 100)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        reader.Skip();
        return null;
    }
}
