using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tanfang.Shared;

namespace Tanfang.Tests.Shared;

/// <summary>A folder with an authority of its own and a certificate from it, as an office would get them.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 middle;
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-tls").FullName;

    public Certificates()
    {
        Root = Authority("CN=Root", rootKey).CreateSelfSigned(Start, Start.AddYears(9));
        using var bare = Authority("CN=Middle", middleKey).Create(Root, Start, Start.AddYears(8), [1, 2, 3]);
        middle = bare.CopyWithPrivateKey(middleKey);
        Renew("tanfang.example");
    }

    /// <summary>The one thing a client trusts.</summary>
    public X509Certificate2 Root { get; }

    public string Pem => Path.Combine(folder, "tanfang.pem");

    public string Key => Path.Combine(folder, "tanfang.key");

    public CertificateFile File => new(Pem, Key);

    private static DateTimeOffset Start => TimeProvider.System.GetUtcNow().AddDays(-2);

    public string Beside(string name) => Path.Combine(folder, name);

    /// <summary>Writes certificate and key anew, as a renewal does: one after the other.</summary>
    public void Renew(string name, bool keyToo = true, int days = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = Leaf(name, key, days);
        System.IO.File.WriteAllText(Pem, leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n");
        if (keyToo)
            WriteKey(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Leaf(string? name, ECDsa key, int days = 90)
    {
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        if (name is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        using var bare = request.Create(middle, Start, TimeProvider.System.GetUtcNow().AddDays(days), [4, 5, 6]);
        return bare.CopyWithPrivateKey(key);
    }

    public static void WriteKey(string file, string text)
    {
        System.IO.File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose()
    {
        rootKey.Dispose();
        middleKey.Dispose();
        middle.Dispose();
        Root.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
