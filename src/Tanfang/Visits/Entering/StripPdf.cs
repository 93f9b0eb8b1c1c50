using System.Buffers.Binary;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>
/// PDF: what lies open in it about where and when is overwritten where it stands, so that no place in the file moves: whatever goes along with pictures that were put in as
/// they came from the camera, and XMP. What a program packed (object streams) and the names of author and program stay (docs/security.md). Scripts, attachments and passwords are
/// no part of a scan.
/// </summary>
internal static class StripPdf
{
    private static ReadOnlySpan<byte> EndOfFile => "%%EOF"u8;

    public static Result<StrippedScan> Run(ReadOnlySpan<byte> file)
    {
        var end = file.LastIndexOf(EndOfFile);
        if (end < 0)
            return StripScan.Cut;
        var kept = file[..(end + EndOfFile.Length)].ToArray();
        if (kept.AsSpan().IndexOf("/Encrypt"u8) >= 0)
            return new Refusal("scan-locked", "PDF 加了密码", "请去掉密码后重新保存");
        if (
            kept.AsSpan().IndexOf("/JavaScript"u8) >= 0
            || kept.AsSpan().IndexOf("/Launch"u8) >= 0
            || kept.AsSpan().IndexOf("/EmbeddedFile"u8) >= 0
        )
            return new Refusal("scan-active", "PDF 带有脚本或附件，不是扫描件", "请重新扫描，或打印成 PDF");
        BlankPictures(kept);
        BlankXmp(kept);
        return new StrippedScan("application/pdf", kept);
    }

    /// <summary>The application segments and comments of each JPEG in it, but for the two that say how colours are meant.</summary>
    private static void BlankPictures(Span<byte> file)
    {
        ReadOnlySpan<byte> start = [0xFF, 0xD8, 0xFF];
        for (int from = 0, next; (next = file[from..].IndexOf(start)) >= 0; from += next + start.Length)
        {
            // Three such bytes also happen in packed text: only where a whole head of a picture follows, anything is touched.
            foreach (var body in SegmentsToBlank(file[(from + next)..]))
                file[(from + next)..][body].Clear();
        }
    }

    private static List<Range> SegmentsToBlank(ReadOnlySpan<byte> jpeg)
    {
        var found = new List<Range>();
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF; )
        {
            var (marker, length) = (jpeg[at + 1], BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]));
            if (length < 2 || at + 2 + length > jpeg.Length || marker < 0xC0)
                break;
            if (marker == 0xDA)
                return found;
            if (marker is (>= 0xE1 and <= 0xEF and not 0xEE) or 0xFE)
                found.Add((at + 4)..(at + 2 + length));
            at += 2 + length;
        }

        return [];
    }

    private static void BlankXmp(Span<byte> file)
    {
        for (var at = file.IndexOf("<x:xmpmeta"u8); at >= 0; at = file.IndexOf("<x:xmpmeta"u8))
        {
            var end = file[at..].IndexOf("</x:xmpmeta>"u8);
            file.Slice(at, end < 0 ? "<x:xmpmeta"u8.Length : end + "</x:xmpmeta>"u8.Length).Fill((byte)' ');
        }
    }
}
