using System.CommandLine;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tanfang.Shared;

/// <summary>A certificate as it was read: the one shown, those between it and its root, and the names it is good for.</summary>
public sealed record ReadCertificate(X509Certificate2 Leaf, X509Certificate2Collection Between)
{
    /// <summary>Host names, "*." among them, and addresses as they stand in a URL; what stands in the subject counts for no browser.</summary>
    public IReadOnlyList<string> Names =>
        Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(InUrl)]
            : [];

    private static string InUrl(IPAddress ip) =>
        ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : ip.ToString();
}

/// <summary>
/// Certificate and key as files: PEM (the key in the same file or beside it) or PFX. Read again when a file has changed; what cannot be read then, a renewal that is
/// half done, leaves the one that was read before in use.
/// </summary>
/// <param name="key">Null: in the same file.</param>
/// <param name="passwordFile">Whose first line opens the key; null = it is not locked.</param>
public sealed class CertificateFile(string path, string? key = null, string? passwordFile = null)
{
    private readonly Lock reading = new();
    private (string Stamp, SslStreamCertificateContext Context)? known;

    public static Option<string?> PathOption { get; } =
        new("--certificate") { Description = "证书文件：PEM（含中间证书）或 PFX" };

    public static Option<string?> KeyOption { get; } =
        new("--certificate-key") { Description = "私钥文件（PEM；不给就在证书文件里找）" };

    public static Option<string?> PasswordOption { get; } =
        new("--certificate-password-file") { Description = "口令文件，第一行是私钥或 PFX 的口令" };

    /// <summary>Null when none was named.</summary>
    public static CertificateFile? From(ParseResult parsed) =>
        parsed.GetValue(PathOption) is { } path
            ? new CertificateFile(path, parsed.GetValue(KeyOption), parsed.GetValue(PasswordOption))
            : null;

    public string Path => path;

    /// <summary>Where the private key lies.</summary>
    public string KeyFile => key ?? path;

    public Result<ReadCertificate> Read()
    {
        try
        {
            // Said by its own name; the reader of certificates calls everything unreadable.
            File.OpenRead(path).Dispose();
            var password = passwordFile is null ? null : File.ReadLines(passwordFile).FirstOrDefault();
            var read =
                X509Certificate2.GetCertContentType(Path) == X509ContentType.Pkcs12 ? Pfx(password) : Pem(password);
            return read.Leaf.HasPrivateKey
                ? read
                : new Refusal("certificate.noKey", $"{Path} 里没有私钥", "用 --certificate-key 指出私钥文件");
        }
        catch (ArgumentException)
        {
            return new Refusal(
                "certificate.otherKey",
                $"{KeyFile} 的私钥不是这张证书的",
                "核对证书和私钥是否同一次申请的"
            );
        }
        catch (CryptographicException)
        {
            return new Refusal(
                "certificate.unreadable",
                $"{Path} 打不开：不是 PEM 或 PFX，没有私钥，或口令不对",
                "核对文件；私钥有口令的，用 --certificate-password-file 指出口令文件"
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Refusal("certificate.file", $"证书、私钥或口令文件读不了：{problem.Message}", "核对路径和权限");
        }
    }

    /// <summary>The one to show now.</summary>
    /// <exception cref="InvalidOperationException">It could never be read.</exception>
    public SslStreamCertificateContext Current()
    {
        lock (reading)
        {
            var stamp = $"{File.GetLastWriteTimeUtc(Path):O} {File.GetLastWriteTimeUtc(KeyFile):O}";
            if (known?.Stamp != stamp && Read() is { Succeeded: true, Value: var read })
            {
                known = (stamp, SslStreamCertificateContext.Create(read.Leaf, read.Between, offline: true));
            }

            return known?.Context ?? throw new InvalidOperationException("the certificate cannot be read");
        }
    }

    private ReadCertificate Pem(string? password)
    {
        var leaf = password is null
            ? X509Certificate2.CreateFromPemFile(Path, KeyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(Path, password, KeyFile);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(Path);
        all.RemoveAt(0);
        return new ReadCertificate(leaf, all);
    }

    private ReadCertificate Pfx(string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(Path, password);
        var leaf = all.FirstOrDefault(c => c.HasPrivateKey) ?? all[0];
        all.Remove(leaf);
        return new ReadCertificate(leaf, all);
    }
}
