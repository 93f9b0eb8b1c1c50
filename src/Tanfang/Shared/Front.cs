using System.Net;

namespace Tanfang.Shared;

/// <summary>How this program is reached, and by whom: the one place that says whether the way is a safe one.</summary>
/// <param name="Urls">Where it listens; with a certificate all of them https.</param>
public sealed record Front(IReadOnlyList<string> Urls)
{
    /// <summary>Null: no HTTPS of our own.</summary>
    public CertificateFile? Certificate { get; init; }

    /// <summary>The reverse proxy that speaks HTTPS for us; what any other says of where a request came from is not believed.</summary>
    public IPAddress? Proxy { get; init; }

    /// <summary>An http address that only sends people on to https; null = none.</summary>
    public string? RedirectFrom { get; init; }

    /// <summary>Under which name, and port when it is not the usual one, people reach it.</summary>
    public HostString Name { get; init; } = new("localhost");

    /// <summary>Further names by which it may be asked, from the certificate.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public bool IsSecure => Certificate is not null || Proxy is not null;

    /// <summary>Somebody at another machine can ask; behind a proxy also when the address itself is a local one.</summary>
    public bool IsOpenToOthers => Proxy is not null || Urls.Any(url => !IsLoopback(url));

    /// <summary>Every host a request may name; any other one is a page of somebody else's that points its own name at this machine.</summary>
    public string AllowedHosts => string.Join(';', [.. Names, Name.Host, "localhost", "127.0.0.1", "[::1]"]);

    /// <summary>A passkey belongs to a name; there is none for an address in numbers.</summary>
    public bool HasPasskeys(HostString asked) =>
        string.Equals(asked.Host, Name.Host, StringComparison.OrdinalIgnoreCase)
        && !IPAddress.TryParse(Name.Host.Trim('[', ']'), out _);

    /// <summary>Over HTTPS under a name that no other host can write (RFC 6265bis: __Host-), and never sent without it.</summary>
    public void Guard(CookieBuilder cookie, string name)
    {
        cookie.Name = IsSecure ? "__Host-" + name : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (
            uri.Host == "localhost"
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
        );
}
