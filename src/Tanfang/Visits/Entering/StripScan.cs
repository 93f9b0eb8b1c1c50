using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>A scan as it is kept: the picture and nothing that went along with it.</summary>
public sealed record StrippedScan(string Type, byte[] Bytes);

/// <summary>A picture without the rest of its file, and how large it is.</summary>
internal sealed record Picture(byte[] Bytes, long Pixels);

/// <summary>
/// What is kept of a file that was given: of a picture only the parts it is drawn from, copied as they are, so that where, when and with what it was taken is left
/// behind, and so is whatever was hung before, between or behind them. How it has to be turned stays. Pure.
/// </summary>
public static class StripScan
{
    /// <summary>A4 at 600 dpi has 35 million, A3 at 400 dpi 31 million.</summary>
    public const long MostPixels = 50_000_000;

    private const string Again = "请重新扫描或重新复制";

    public static Result<StrippedScan> Run(byte[] file)
    {
        var type = ScanContent.Read(file);
        if (!type.Succeeded)
            return type.Refusals.ToList();
        if (type.Value == "application/pdf")
            return StripPdf.Run(file);
        var picture = type.Value switch
        {
            "image/jpeg" => StripJpeg.Run(file),
            "image/png" => StripPng.Run(file),
            _ => StripWebp.Run(file),
        };
        if (picture is null)
            return Cut;
        return picture.Pixels > MostPixels
            ? new Refusal(
                "scan-pixels",
                $"图片有 {picture.Pixels / 1_000_000} 百万像素，超过 {MostPixels / 1_000_000} 百万",
                "请用 300 dpi 扫描，或用普通大小拍照"
            )
            : new StrippedScan(type.Value, picture.Bytes);
    }

    internal static Refusal Cut { get; } = new("scan-cut", "文件不完整或已损坏", Again);
}
