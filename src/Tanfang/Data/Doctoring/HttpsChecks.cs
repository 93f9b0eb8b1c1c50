using Tanfang.Shared;

namespace Tanfang.Data.Doctoring;

/// <summary>Phones work offline over HTTPS only; a certificate that lapses stops everybody on one day.</summary>
public static class HttpsChecks
{
    public static IEnumerable<Check> All(string? urls, CertificateFile? certificate, string? host, TimeProvider clock)
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

        if (certificate is null)
        {
            yield break;
        }

        var read = certificate.Read();
        if (!read.Succeeded)
        {
            yield return Check.Error("证书", read.Refusals[0].Reason, read.Refusals[0].Remedy);
            yield break;
        }

        yield return Days(read.Value, clock);
        yield return Names(read.Value, host);
        yield return DirectoryChecks.IsOpen(certificate.KeyFile)
            ? Check.Error("证书私钥", $"其他账户可以读取 {certificate.KeyFile}", $"chmod 600 {certificate.KeyFile}")
            : Check.Ok("证书私钥", "和证书相符，仅本账户可读");
    }

    private static Check Days(ReadCertificate certificate, TimeProvider clock)
    {
        var (from, until) = (certificate.Leaf.NotBefore.ToUniversalTime(), certificate.Leaf.NotAfter.ToUniversalTime());
        var left = (int)Math.Floor((until - clock.Now().UtcDateTime).TotalDays);
        var text = $"有效至 {ChinaTime.Show(new DateTimeOffset(until))}，还有 {left} 天";
        return from > clock.Now().UtcDateTime || left < 0 ? Check.Error("证书", text + "，现在无效", "更换证书")
            : left < 30 ? Check.Warning("证书", text, "30 天内更换证书，换好文件即生效，不用重启")
            : Check.Ok("证书", text);
    }

    private static Check Names(ReadCertificate certificate, string? host)
    {
        var names = string.Join('、', certificate.Names);
        return certificate.Names.Count == 0
                ? Check.Error("证书域名", "证书里没有域名（SAN），浏览器不会接受", "换一张带域名的证书")
            : host is not null && !certificate.Leaf.MatchesHostname(new HostString(host).Host, allowCommonName: false)
                ? Check.Error("证书域名", $"{names}，没有 {host}", "换一张有这个域名的证书，或改 --host")
            : Check.Ok("证书域名", names);
    }
}
