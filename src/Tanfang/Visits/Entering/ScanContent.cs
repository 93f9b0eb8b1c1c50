using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>What a file is by its first bytes, whatever it calls itself; whether it is whole, is seen when it is stripped (<see cref="StripScan"/>). Pure.</summary>
public static class ScanContent
{
    /// <summary>A page at 300 dpi in colour is about 2 MB as JPEG.</summary>
    public const int Largest = 10 * 1024 * 1024;

    private const string UsePdfOrJpeg = "请扫描或另存为 JPEG、PNG 或 PDF";

    /// <summary>image/jpeg, image/png, image/webp or application/pdf; else why it is refused.</summary>
    public static Result<string> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length == 0)
            return new Refusal("scan-empty", "文件是空的", "请重新扫描");
        if (file.Length > Largest)
            return new Refusal(
                "scan-large",
                $"文件超过 {Largest / 1024 / 1024} MB",
                "请用 300 dpi 以下扫描，或一页一个文件"
            );
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (file.StartsWith("RIFF"u8) && file.Length > 20 && file[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        if (file.StartsWith("%PDF-"u8))
            return "application/pdf";
        return new Refusal("scan-type", Other(file), UsePdfOrJpeg);
    }

    private static string Other(ReadOnlySpan<byte> file) =>
        file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8) ? "这是 HEIC 照片或视频，浏览器显示不了"
        : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? "这是 TIFF 图片，浏览器显示不了"
        : file.StartsWith("PK"u8) ? "这是压缩包或 Office 文档，不是扫描件"
        : "不是 JPEG、PNG、WebP 图片，也不是 PDF";
}
