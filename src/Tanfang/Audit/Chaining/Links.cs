using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit.Chaining;

/// <summary>The bytes of the chain: every column of a row, each with its length, so that no two rows have the same.</summary>
public static class Links
{
    /// <summary>What stands before the first batch.</summary>
    public static byte[] Origin { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>By the bytes of the id, as both stores sort it.</summary>
    public static List<ChangeEntry> InOrder(IEnumerable<ChangeEntry> rows) =>
        [.. rows.OrderBy(r => r.Id.ToString("N"), StringComparer.Ordinal)];

    /// <summary>SHA-256 of rows that are in order.</summary>
    public static byte[] Digest(IEnumerable<ChangeEntry> rows)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            bytes.ResetWrittenCount();
            row.Id.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
            bytes.Advance(16);
            Number(bytes, row.At.UtcTicks);
            Text(bytes, row.ActorId);
            Text(bytes, row.Action);
            Text(bytes, row.SubjectId);
            Text(bytes, row.Detail);
            hash.AppendData(bytes.WrittenSpan);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The head of a batch as its other columns say it must be.</summary>
    public static byte[] Head(Vault vault, AuditBatch batch)
    {
        var bytes = new ArrayBufferWriter<byte>(160);
        Number(bytes, batch.Ordinal);
        Number(bytes, batch.At.UtcTicks);
        Number(bytes, batch.Count);
        batch.FirstRow.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
        bytes.Advance(16);
        batch.LastRow.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
        bytes.Advance(16);
        Bytes(bytes, batch.Digest);
        Bytes(bytes, batch.Previous);
        return vault.Link(bytes.WrittenSpan);
    }

    private static void Text(ArrayBufferWriter<byte> to, string? text)
    {
        if (text is null)
        {
            Number(to, -1);
        }
        else
        {
            Bytes(to, Encoding.UTF8.GetBytes(text));
        }
    }

    private static void Bytes(ArrayBufferWriter<byte> to, byte[] bytes)
    {
        Number(to, bytes.Length);
        to.Write(bytes);
    }

    private static void Number(ArrayBufferWriter<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), number);
        to.Advance(8);
    }
}
