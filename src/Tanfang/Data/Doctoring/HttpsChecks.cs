using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tanfang.Shared;

namespace Tanfang.Data.Doctoring;

/// <summary>Phones work offline over HTTPS only; a certificate that lapses stops them all on one day.</summary>
public static class HttpsChecks
{
    public static IEnumerable<Check> All(string? urls, FileInfo? certificate, TimeProvider clock)
    {
        foreach (
            var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            yield return !Uri.TryCreate(url, UriKind.Absolute, out var uri)
                ? Check.Error("监听地址", $"{url} 不是网址", "例如 https://0.0.0.0:5443")
            : uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback
                ? Check.Error("监听地址", $"{url} 不是 HTTPS，手机不能离线使用，密码明文传输", "改用 https:// 和证书")
            : Check.Ok("监听地址", url);
        }

        if (certificate is not null)
        {
            yield return Certificate(certificate, clock);
        }
    }

    private static Check Certificate(FileInfo file, TimeProvider clock)
    {
        try
        {
            using var certificate = file.Extension is ".pfx" or ".p12"
                ? X509CertificateLoader.LoadPkcs12FromFile(file.FullName, null)
                : X509Certificate2.CreateFromPemFile(file.FullName);
            var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
            var text = $"{certificate.Subject}，有效至 {ChinaTime.Show(until)}";
            return !certificate.HasPrivateKey
                    ? Check.Error("证书", $"{file.FullName} 没有私钥", "证书和私钥放在同一个 PEM 文件中")
                : until < clock.Now() || certificate.NotBefore.ToUniversalTime() > clock.Now().UtcDateTime
                    ? Check.Error("证书", text + "，现在无效", "更换证书")
                : until < clock.Now().AddDays(30) ? Check.Warning("证书", text, "30 天内更换证书")
                : Check.Ok("证书", text);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Check.Error("证书", $"{file.FullName} 打不开", "核对文件：PEM（证书和私钥）或无口令的 PFX");
        }
    }
}
