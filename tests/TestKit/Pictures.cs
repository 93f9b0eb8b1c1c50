using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Tanfang.TestKit;

/// <summary>Pictures as a telephone makes them: with the place where they were taken, in every way it can be written down.</summary>
public static class Pictures
{
    /// <summary>The seconds of latitude and longitude, as Exif writes them: nothing else in a small file looks like these.</summary>
    public static IReadOnlyList<byte[]> Position { get; } =
    [
        [0x00, 0x00, 0xB7, 0x1D, 0x00, 0x00, 0x03, 0xE8],
        [0x00, 0x00, 0xA3, 0x2F, 0x00, 0x00, 0x03, 0xE8],
    ];

    /// <summary>The same position as XMP and comments write it.</summary>
    public static byte[] Written { get; } = "36,29.876N 113,23.456E"u8.ToArray();

    /// <summary>Exif (TIFF, big-endian) with an orientation and a position.</summary>
    public static byte[] Tiff(int orientation) =>
        [
            .. "MM\0*"u8,
            .. Int(8),
            .. Short(2),
            .. Entry(0x0112, 3, 1, [0, (byte)orientation, 0, 0]),
            .. Entry(0x8825, 4, 1, Int(38)),
            .. Int(0),
            // The GPS directory, from byte 38 on.
            .. Short(2),
            .. Entry(0x0002, 5, 1, Int(68)),
            .. Entry(0x0004, 5, 1, Int(76)),
            .. Int(0),
            .. Position[0],
            .. Position[1],
        ];

    /// <summary>Into a JPEG, before its tables: Exif, XMP, Photoshop, a comment and a colour profile.</summary>
    public static byte[] WithPlace(byte[] jpeg, int orientation = 1) =>
        [
            .. jpeg[..2],
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation)]),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"u8, .. Written, .. "</x:xmpmeta>"u8]),
            .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, .. Written]),
            .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Written]),
            .. Segment(0xFE, Written),
            .. jpeg[2..],
        ];

    /// <summary>A PNG of one grey pixel, with further chunks after its header.</summary>
    public static byte[] Png(byte grey = 255, params (string Type, byte[] Data)[] more)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write([0, grey]);
        return Png(1, 1, packed.ToArray(), more);
    }

    /// <summary>A field with a line drawn across it, like a signature.</summary>
    public static byte[] Drawn(int width = 400, int height = 160)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var line = height / 2 + height / 3 * Math.Sin(x * 24.0 / width);
                    zlib.WriteByte(Math.Abs(y - line) < 6 ? (byte)0 : (byte)255);
                }
            }
        }

        return Png(width, height, packed.ToArray());
    }

    /// <summary>A PNG that says to be of this size.</summary>
    public static byte[] Png(int width, int height, byte[] packed, params (string Type, byte[] Data)[] more) =>
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            0x0A,
            .. Chunk("IHDR", [.. Int(width), .. Int(height), 8, 0, 0, 0, 0]),
            .. more.SelectMany(m => Chunk(m.Type, m.Data)),
            .. Chunk("IDAT", packed),
            .. Chunk("IEND", []),
        ];

    /// <summary>The same with everything that can hold a place.</summary>
    public static byte[] PngWithPlace(int orientation = 1) =>
        Png(
            255,
            ("eXIf", Tiff(orientation)),
            ("tEXt", [.. "Comment\0"u8, .. Written]),
            ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Written]),
            ("tIME", [7, 234, 11, 19, 10, 0, 0])
        );

    /// <inheritdoc cref="PngWithPlace(int)"/>
    public static byte[] PngWithPlace(byte[] png, int orientation)
    {
        const int header = 8 + 25;
        return
        [
            .. png[..header],
            .. Chunk("eXIf", Tiff(orientation)),
            .. Chunk("tEXt", [.. "Comment\0"u8, .. Written]),
            .. png[header..],
        ];
    }

    /// <summary>A WebP with further chunks after its picture, made an extended one.</summary>
    public static byte[] WithPlaceWebp(byte[] webp, int width, int height, int orientation = 1)
    {
        // What a canvas gives is an extended one already.
        var picture = webp.AsSpan(12).StartsWith("VP8X"u8) ? webp[(12 + 18)..] : webp[12..];
        byte[] chunks =
        [
            .. Little("VP8X", [0x2C, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]),
            .. Little("ICCP", Written),
            .. picture,
            .. Little("EXIF", Tiff(orientation)),
            .. Little("XMP ", Written),
        ];
        return [.. "RIFF"u8, .. LittleInt(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    /// <summary>Whether a position is in these bytes, in any of the ways above.</summary>
    public static bool HasPlace(ReadOnlySpan<byte> file) =>
        file.IndexOf(Written) >= 0 || file.IndexOf(Position[0]) >= 0 || file.IndexOf(Position[1]) >= 0;

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, .. Short(body.Length + 2), .. body];

    private static byte[] Entry(int tag, int type, int count, byte[] value) =>
        [.. Short(tag), .. Short(type), .. Int(count), .. value];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        var crc = typed.Aggregate(
            uint.MaxValue,
            (sum, value) => Enumerable.Range(0, 8).Aggregate(sum ^ value, (c, _) => c >> 1 ^ (c & 1) * 0xEDB88320)
        );
        return [.. Int(data.Length), .. typed, .. Int((int)~crc)];
    }

    private static byte[] Little(string type, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(type), .. LittleInt(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Short(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];

    private static byte[] Int(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] LittleInt(int number) => BitConverter.GetBytes(number);
}
