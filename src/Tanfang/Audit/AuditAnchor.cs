using System.Globalization;
using System.Text;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Audit;

/// <summary>
/// 锚定文件: the heads of the chain outside the database, one batch a line. It begins with a line under the key that says from which batch on it
/// speaks and why; only the first batch, a restoration and a person who says so begin one.
/// </summary>
public static class AuditAnchor
{
    public const string First = "first";
    public const string Restored = "restored";
    public const string Renewed = "renewed";

    /// <summary>The beginning of an anchor for what comes after that batch.</summary>
    /// <param name="after">Ordinal of the newest batch there is; 0 when there is none.</param>
    public static byte[] Begin(Vault vault, long after, TimeProvider clock, string why) =>
        Encoding.ASCII.GetBytes(BeginLine(vault, $"begun {after} {Instant(clock.Now())} {why}") + "\n");

    internal static string BeginLine(Vault vault, string words) =>
        $"{words} {Convert.ToHexStringLower(vault.Link(Encoding.ASCII.GetBytes("anchor " + words)))}";

    public static string BatchLine(AuditBatch batch) =>
        $"batch {Number(batch.Ordinal)} {Instant(batch.At)} {Convert.ToHexStringLower(batch.Head)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
