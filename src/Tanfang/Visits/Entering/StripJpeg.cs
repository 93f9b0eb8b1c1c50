using System.Buffers.Binary;

namespace Tanfang.Visits.Entering;

/// <summary>JPEG (ITU-T T.81 Annex B): keeps tables, frame and scans. Of the application segments only the two that say how colours are meant, without their thumbnails.</summary>
internal static class StripJpeg
{
    private const byte Mark = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App14 = 0xEE;

    /// <summary>Null when it is not whole.</summary>
    public static Picture? Run(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write([Mark, Start]);
        var (at, pixels, turned, scans) = (2, 0L, false, 0);
        while (at + 2 <= file.Length && file[at] == Mark)
        {
            var marker = file[at + 1];
            if (marker == Mark)
            {
                // As many of these as the writer liked may stand before a marker.
                at++;
                continue;
            }

            if (marker == End)
            {
                kept.Write([Mark, End]);
                return pixels > 0 && scans > 0 ? new Picture(kept.ToArray(), pixels) : null;
            }

            if (Segment(file, at) is not { IsEmpty: false } segment)
                return null;
            var body = segment[4..];
            if (marker == App1 && !turned && Orientation.InExif(body) is > 1 and var orientation)
            {
                kept.Write(Orientation.AsSegment(orientation));
                turned = true;
            }

            kept.Write(Kept(marker, segment));
            if (IsFrame(marker) && body.Length >= 5)
                pixels = Math.Max(pixels, (long)Word(body[1..]) * Word(body[3..]));
            at += segment.Length;
            if (marker == Scan)
            {
                var length = LengthOfScan(file[at..]);
                if (length < 0)
                    return null;
                kept.Write(file.Slice(at, length));
                at += length;
                scans++;
            }
        }

        return null;
    }

    /// <summary>Marker, length and what it counts; empty when the file ends before it does.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file, int at)
    {
        if (at + 4 > file.Length || file[at + 1] is 0x00 or 0x01 or (>= 0xD0 and <= Start))
            return [];
        var length = Word(file[(at + 2)..]);
        return length >= 2 && at + 2 + length <= file.Length ? file.Slice(at, 2 + length) : [];
    }

    private static ReadOnlySpan<byte> Kept(byte marker, ReadOnlySpan<byte> segment) =>
        marker switch
        {
            // Tables (DHT, DAC, DQT, DNL, DRI), frames, scans.
            (>= 0xC0 and <= 0xCF and not 0xC8) or Scan or 0xDB or 0xDC or 0xDD => segment,
            App0 when segment.Length >= 18 && segment[4..].StartsWith("JFIF\0"u8) => (byte[])
                [Mark, App0, 0, 16, .. segment[4..16], 0, 0],
            App14 when segment.Length >= 16 && segment[4..].StartsWith("Adobe"u8) => (byte[])
                [Mark, App14, 0, 14, .. segment[4..16]],
            _ => [],
        };

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Up to the next marker that is none of the scan's own (stuffed zeros, restarts); -1 when there is none.</summary>
    private static int LengthOfScan(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i + 1 < rest.Length; i++)
        {
            if (rest[i] == Mark && rest[i + 1] is not (0x00 or Mark or (>= 0xD0 and <= 0xD7)))
                return i;
        }

        return -1;
    }

    private static int Word(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16BigEndian(at);
}
