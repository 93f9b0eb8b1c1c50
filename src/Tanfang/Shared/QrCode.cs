using System.Globalization;
using System.Text;
using QRCoder;

namespace Tanfang.Shared;

/// <summary>A QR code as the path of an SVG: sharp at every size, and nothing of it is executed.</summary>
public static class QrCode
{
    /// <summary>One module is one unit; four of quiet zone around.</summary>
    public static (string Path, int Size) Draw(string text)
    {
        using var made = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var rows = made.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                var from = x;
                while (x < rows[y].Length && rows[y][x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        return (path.ToString(), rows.Count);
    }
}
