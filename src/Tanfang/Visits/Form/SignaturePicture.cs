using System.Buffers.Text;
using Tanfang.Visits.Entering;

namespace Tanfang.Visits.Form;

/// <summary>
/// The picture of a signature: a data URL of a PNG or a JPEG that is what it says it is, whole and small. A browser draws it where it stands, so nothing else
/// gets in: no SVG, which may hold more than a picture, and nothing that unpacks into millions of pixels.
/// </summary>
internal static class SignaturePicture
{
    public const int Largest = 10 * 1024;
    public const long MostPixels = 4_000_000;

    private static readonly string[] Types = ["image/png", "image/jpeg"];

    /// <summary>Why it is refused, after 签字; null when it is sound.</summary>
    public static string? Problem(string image)
    {
        var type = Array.Find(Types, t => image.StartsWith($"data:{t};base64,", StringComparison.Ordinal));
        if (type is null)
            return "的图只能是 PNG 或 JPEG";
        var packed = image.AsSpan($"data:{type};base64,".Length);
        if (packed.Length > (Largest + 2) / 3 * 4)
            return $"的图超过 {Largest / 1024} KB";
        if (packed.ContainsAny(" \t\r\n") || !Base64.IsValid(packed, out var size))
            return "的图不是有效的 Base64";
        if (size > Largest)
            return $"的图超过 {Largest / 1024} KB";
        var bytes = Convert.FromBase64String(packed.ToString());
        var said = ScanContent.Read(bytes);
        if (!said.Succeeded || said.Value != type)
            return "的图不是它自称的类型";
        var picture = type == "image/png" ? StripPng.Run(bytes) : StripJpeg.Run(bytes);
        return picture?.Pixels <= MostPixels ? null : "的图不完整或尺寸太大";
    }
}
