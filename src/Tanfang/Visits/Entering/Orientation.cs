using System.Buffers.Binary;

namespace Tanfang.Visits.Entering;

/// <summary>How a picture has to be turned to stand upright (Exif 2.32, tag 0x0112): 1 = as it is, up to 8. The one thing of Exif that is kept, in a block written anew.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;

    /// <summary>Of an APP1 segment; 1 when it is no Exif or does not say.</summary>
    public static int InExif(ReadOnlySpan<byte> body) => body.StartsWith("Exif\0\0"u8) ? InTiff(body[6..]) : 1;

    /// <summary>Of a TIFF block; 1 when it is broken or does not say.</summary>
    public static int InTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.StartsWith("Exif\0\0"u8))
            tiff = tiff[6..];
        if (tiff.Length < 10 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return 1;
        var isLittle = tiff[0] == 'I';
        var at = isLittle
            ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2)
            return 1;
        var entries = tiff[(int)at..];
        var count = Word(entries, isLittle);
        for (entries = entries[2..]; count-- > 0 && entries.Length >= 12; entries = entries[12..])
        {
            if (Word(entries, isLittle) == Tag && Word(entries[2..], isLittle) == Short)
                return Word(entries[8..], isLittle) is >= 1 and <= 8 and var turned ? turned : 1;
        }

        return 1;
    }

    public static byte[] AsSegment(int orientation) => [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. Tiff(orientation)];

    public static byte[] AsChunk(int orientation)
    {
        byte[] typed = [.. "eXIf"u8, .. Tiff(orientation)];
        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)typed.Length - 4);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + typed.Length), Crc(typed));
        return chunk;
    }

    public static byte[] Tiff(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort Word(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    /// <summary>CRC-32 as PNG wants it.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }

        return ~crc;
    }
}
