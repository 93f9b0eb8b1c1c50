using System.Security.Cryptography;
using Tanfang.Shared;
using Xunit;

namespace Tanfang.Tests.Shared;

/// <summary>Which ways in may be opened, and what is said of the others.</summary>
public sealed class ChooseFrontTests : IDisposable
{
    private readonly Certificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Theory]
    [InlineData("5080", false, null, null, null, "front.url")]
    [InlineData("ftp://127.0.0.1", false, null, null, null, "front.url")]
    [InlineData("http://0.0.0.0:5080", false, null, null, null, "front.open")]
    [InlineData("http://127.0.0.1:5080;http://10.1.2.3:5080", false, null, null, null, "front.open")]
    [InlineData("http://[::]:5080", false, null, null, null, "front.open")]
    [InlineData("http://10.1.2.3:5080", false, "a.example", null, "10.1.2.1", "front.open")]
    [InlineData("https://0.0.0.0:5443", false, null, null, null, "front.noCertificate")]
    [InlineData("https://0.0.0.0:5443;http://127.0.0.1:5080", true, null, null, null, "front.plain")]
    [InlineData("http://127.0.0.1:5080", false, null, "http://0.0.0.0:80", null, "front.redirect")]
    [InlineData("https://0.0.0.0:5443", true, null, "https://0.0.0.0:80", null, "front.redirect")]
    [InlineData("http://127.0.0.1:5080", false, null, null, "127.0.0.1", "front.proxy")]
    [InlineData("http://127.0.0.1:5080", false, "a.example", null, "proxy", "front.proxy")]
    public void What_would_send_passwords_in_the_clear_is_refused_with_the_remedy(
        string urls,
        bool hasCertificate,
        string? host,
        string? plain,
        string? proxy,
        string code
    )
    {
        var refused = ChooseFront.Of(urls, hasCertificate ? certificates.File : null, host, plain, proxy);

        var why = Assert.Single(refused.Refusals);
        Assert.Equal(code, why.Code);
        Assert.NotEmpty(why.Remedy);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", null, false)]
    [InlineData("http://localhost:5080;http://[::1]:5080", null, false)]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", true)]
    public void On_this_machine_it_is_served_without(string urls, string? proxy, bool isOpen)
    {
        var front = ChooseFront.Of(urls, null, proxy is null ? null : "a.example", null, proxy).Value;

        Assert.Equal((isOpen, isOpen), (front.IsOpenToOthers, front.IsSecure));
    }

    [Theory]
    [InlineData("https://0.0.0.0:5443", null, "tanfang.example:5443")]
    [InlineData("https://0.0.0.0:443", null, "tanfang.example")]
    [InlineData("https://0.0.0.0:5443", "other.example", "other.example")]
    public void The_name_is_that_of_the_certificate_unless_another_is_given(string urls, string? host, string name)
    {
        var front = ChooseFront.Of(urls, certificates.File, host, null, null).Value;

        Assert.Equal(name, front.Name.ToString());
        Assert.Contains("tanfang.example", front.AllowedHosts, StringComparison.Ordinal);
        Assert.True(front.IsOpenToOthers);
    }

    [Fact]
    public void A_certificate_that_does_not_do_is_refused_with_its_reason()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var nameless = certificates.Leaf(null, key);
        var (pfx, password) = (certificates.Beside("a.pfx"), certificates.Beside("password"));
        File.WriteAllBytes(
            pfx,
            nameless.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, "geheim")
        );
        File.WriteAllText(password, "geheim\n");
        var other = certificates.Beside("other.key");
        Certificates.WriteKey(other, key.ExportPkcs8PrivateKeyPem());
        var broken = certificates.Beside("broken.pem");
        File.WriteAllText(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        Assert.Equal("front.noName", Why(new CertificateFile(pfx, passwordFile: password)));
        Assert.Equal("certificate.unreadable", Why(new CertificateFile(pfx)));
        Assert.Equal("certificate.otherKey", Why(new CertificateFile(certificates.Pem, other)));
        Assert.Equal("certificate.unreadable", Why(new CertificateFile(certificates.Pem)));
        Assert.Equal("certificate.unreadable", Why(new CertificateFile(broken)));
        Assert.Equal("certificate.file", Why(new CertificateFile(certificates.Beside("none.pem"))));
    }

    private static string Why(CertificateFile file) =>
        Assert.Single(ChooseFront.Of("https://0.0.0.0:5443", file, null, null, null).Refusals).Code;
}
