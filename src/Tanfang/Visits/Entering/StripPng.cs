using System.Buffers.Binary;

namespace Tanfang.Visits.Entering;

/// <summary>PNG (ISO/IEC 15948): keeps the critical chunks and the transparency, and nothing behind the last.</summary>
internal static class StripPng
{
    private const int Signature = 8;

    /// <summary>Null when it is not whole.</summary>
    public static Picture? Run(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..Signature]);
        var (at, pixels, turned) = (Signature, 0L, false);
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
                return null;
            var chunk = file.Slice(at, 12 + (int)length);
            var type = chunk[4..8];
            var data = chunk[8..^4];
            if (at == Signature && (length != 13 || !type.SequenceEqual("IHDR"u8)))
                return null;
            if (at == Signature)
                pixels =
                    (long)BinaryPrimitives.ReadUInt32BigEndian(data) * BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
            if (IsKept(type))
                kept.Write(chunk);
            if (!turned && type.SequenceEqual("eXIf"u8) && Orientation.InTiff(data) is > 1 and var orientation)
            {
                kept.Write(Orientation.AsChunk(orientation));
                turned = true;
            }

            if (type.SequenceEqual("IEND"u8))
                return pixels > 0 ? new Picture(kept.ToArray(), pixels) : null;
            at += chunk.Length;
        }

        return null;
    }

    private static bool IsKept(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8)
        || type.SequenceEqual("PLTE"u8)
        || type.SequenceEqual("tRNS"u8)
        || type.SequenceEqual("IDAT"u8)
        || type.SequenceEqual("IEND"u8);
}
