using System.Buffers.Binary;

namespace Tanfang.Visits.Entering;

/// <summary>WebP (RFC 9649): keeps the picture and its transparency. One that moves is no scan and is refused as broken.</summary>
internal static class StripWebp
{
    private const int Header = 12;
    private const byte HasAlpha = 0x10;
    private const byte HasExif = 0x08;

    /// <summary>Null when it is not whole.</summary>
    public static Picture? Run(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..Header]);
        var end = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        if (end > file.Length)
            return null;
        var (at, pixels, orientation, drawn) = (Header, 0L, 1, false);
        while (at + 8 <= end)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (size > end - at - 8)
                return null;
            var type = file.Slice(at, 4);
            var data = file.Slice(at + 8, (int)size);
            if (type.SequenceEqual("EXIF"u8))
                orientation = Orientation.InTiff(data);
            else if (Size(type, data) is { } measured)
            {
                pixels = Math.Max(pixels, measured);
                drawn |= !type.SequenceEqual("VP8X"u8);
                Write(kept, type, data);
            }
            else if (type.SequenceEqual("ALPH"u8))
                Write(kept, type, data);

            at += 8 + (int)size + (int)(size & 1);
        }

        return drawn && pixels > 0 ? new Picture(Finish(kept, orientation), pixels) : null;
    }

    private static byte[] Finish(MemoryStream kept, int orientation)
    {
        var isExtended = kept.GetBuffer().AsSpan(Header).StartsWith("VP8X"u8);
        if (isExtended && orientation > 1)
            Write(kept, "EXIF"u8, Orientation.Tiff(orientation));
        var file = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)file.Length - 8);
        if (isExtended)
            file[Header + 8] = (byte)((file[Header + 8] & HasAlpha) | (orientation > 1 ? HasExif : 0));
        return file;
    }

    /// <summary>Null when it is not the picture or says nothing of its size.</summary>
    private static long? Size(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (data.Length < 10)
            return null;
        if (type.SequenceEqual("VP8X"u8))
            return (1L + Three(data[4..])) * (1L + Three(data[7..]));
        if (type.SequenceEqual("VP8 "u8))
            return (long)(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF)
                * (BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        if (!type.SequenceEqual("VP8L"u8))
            return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return (1L + (bits & 0x3FFF)) * (1L + (bits >> 14 & 0x3FFF));
    }

    private static int Three(ReadOnlySpan<byte> at) => at[0] | at[1] << 8 | at[2] << 16;

    private static void Write(MemoryStream kept, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)data.Length);
        kept.Write(type);
        kept.Write(size);
        kept.Write(data);
        if (data.Length % 2 == 1)
            kept.WriteByte(0);
    }
}
