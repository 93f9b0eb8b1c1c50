using System.CommandLine;
using System.Net;

namespace Tanfang.Shared;

/// <summary>What `serve` is told about the way in, and whether that way may be opened at all.</summary>
public static class ChooseFront
{
    private const string OnlyHere = "http://127.0.0.1:5080";
    private const string ForOthers = "https://0.0.0.0:5443";

    public static Option<string?> Urls { get; } =
        new("--urls") { Description = $"监听地址，分号隔开（默认 {OnlyHere}；用 --https 时 {ForOthers}）" };

    private static readonly Option<bool> Https = new("--https")
    {
        Description = "用 HTTPS 服务，其他机器也能访问；要有证书和至少一个账号",
    };

    public static Option<string?> Host { get; } =
        new("--host") { Description = "人们用哪个域名（加端口）访问（默认：证书里的第一个名字）" };

    private static readonly Option<string?> RedirectFrom = new("--redirect-from")
    {
        Description = "另开一个 http 地址，只把人转到 https，例如 http://0.0.0.0:80",
    };

    private static readonly Option<string?> Proxy = new("--proxy")
    {
        Description = "反向代理的 IP 地址：只相信它说的来源地址和协议；HTTPS 由它来做",
    };

    public static IEnumerable<Option> Options { get; } =
    [
        Urls,
        Https,
        CertificateFile.PathOption,
        CertificateFile.KeyOption,
        CertificateFile.PasswordOption,
        Host,
        RedirectFrom,
        Proxy,
    ];

    public static Result<Front> From(ParseResult parsed) =>
        Of(
            parsed.GetValue(Urls) ?? (parsed.GetValue(Https) ? ForOthers : OnlyHere),
            CertificateFile.From(parsed),
            parsed.GetValue(Host),
            parsed.GetValue(RedirectFrom),
            parsed.GetValue(Proxy)
        );

    public static Result<Front> Of(string urls, CertificateFile? file, string? host, string? plain, string? proxy)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.FirstOrDefault(url => SchemeOf(url) is null) is { } wrong)
        {
            return new Refusal("front.url", $"{wrong} 不是网址", "例如 https://0.0.0.0:5443");
        }

        if (all.FirstOrDefault(url => SchemeOf(url) == Uri.UriSchemeHttps != file is not null) is { } mixed)
        {
            return file is null
                ? new Refusal(
                    "front.noCertificate",
                    $"{mixed} 要有证书",
                    "用 --certificate 指出证书文件（见 docs/operations.md）"
                )
                : new Refusal(
                    "front.plain",
                    $"有证书时不再用 {mixed} 服务",
                    "改成 https://；http 只能用 --redirect-from 转走"
                );
        }

        if (plain is not null && (file is null || SchemeOf(plain) != Uri.UriSchemeHttp))
        {
            return new Refusal(
                "front.redirect",
                $"--redirect-from {plain} 用不上",
                "它要是 http 地址，并且要有 --certificate"
            );
        }

        if (file is null && all.FirstOrDefault(url => !Front.IsLoopback(url)) is { } open)
        {
            return new Refusal(
                "front.open",
                $"拒绝监听 {open}：其他机器来的密码会明文传输",
                "用 --https 和 --certificate，或只在本机（127.0.0.1 或 localhost）使用"
            );
        }

        IPAddress? from = null;
        if (proxy is not null && (!IPAddress.TryParse(proxy, out from) || host is null))
        {
            return new Refusal(
                "front.proxy",
                "反向代理要有 IP 地址和对外的名字",
                "例如 --proxy 127.0.0.1 --host tanfang.example.cn"
            );
        }

        var front = new Front(all) { Proxy = from, Name = new HostString(host ?? "localhost") };
        return file is null ? front : Secure(front with { RedirectFrom = plain }, file, host);
    }

    private static Result<Front> Secure(Front front, CertificateFile file, string? host)
    {
        var read = file.Read();
        if (!read.Succeeded)
        {
            return read.Refusals.ToList();
        }

        var names = read.Value.Names;
        if ((host ?? names.FirstOrDefault(name => !name.StartsWith('*'))) is not { } name)
        {
            return new Refusal(
                "front.noName",
                "证书里没有可用的域名",
                "用 --host 说明人们用哪个域名访问，或换一张证书"
            );
        }

        var port = new Uri(front.Urls[0]).Port;
        var isWhole = host is not null || port == 443;
        return front with
        {
            Certificate = file,
            Name = isWhole ? new HostString(name) : new HostString(name, port),
            Names = names,
        };
    }

    private static string? SchemeOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.Scheme : null;
}
