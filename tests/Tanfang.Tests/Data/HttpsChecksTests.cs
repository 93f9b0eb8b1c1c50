using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tanfang.Data.Doctoring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Shared;
using Xunit;

namespace Tanfang.Tests.Data;

/// <summary>What doctor says of addresses and certificates.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HttpsChecksTests : IDisposable
{
    private readonly FakeClock clock = new(new DateOnly(2026, 11, 19));
    private readonly string folder = Directory.CreateTempSubdirectory("tanfang-tls").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("http://127.0.0.1:5080", CheckState.Ok)]
    [InlineData("https://0.0.0.0:5443", CheckState.Ok)]
    [InlineData("http://0.0.0.0:5080", CheckState.Error)]
    [InlineData("5080", CheckState.Error)]
    public void Anything_but_this_machine_wants_https(string url, CheckState expected) =>
        Assert.Equal(expected, HttpsChecks.All(url, null, null, clock).Single().State);

    [Theory]
    [InlineData(-400, -1, CheckState.Error)]
    [InlineData(1, 400, CheckState.Error)]
    [InlineData(-1, 29.9, CheckState.Warning)]
    [InlineData(-1, 30.1, CheckState.Ok)]
    public void A_certificate_is_judged_by_its_days(double from, double until, CheckState expected) =>
        Assert.Equal(expected, State("证书", Write("tanfang.test", from, until), null));

    [Theory]
    [InlineData("tanfang.test", null, CheckState.Ok)]
    [InlineData("tanfang.test", "tanfang.test:8443", CheckState.Ok)]
    [InlineData("*.test", "tanfang.test", CheckState.Ok)]
    [InlineData("tanfang.test", "other.test", CheckState.Error)]
    [InlineData(null, null, CheckState.Error)]
    public void It_has_to_carry_the_name_people_type(string? name, string? host, CheckState expected) =>
        Assert.Equal(expected, State("证书域名", Write(name, -1, 90), host));

    [Theory]
    [InlineData(UnixFileMode.UserRead, CheckState.Ok)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, CheckState.Error)]
    public void Its_key_is_read_by_nobody_else(UnixFileMode mode, CheckState expected) =>
        Assert.Equal(expected, State("证书私钥", Write("tanfang.test", -1, 90, mode), null));

    [Fact]
    public void A_key_of_another_certificate_is_said()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = Path.Combine(folder, "other.key");
        Certificates.WriteKey(other, key.ExportPkcs8PrivateKeyPem());

        var check = HttpsChecks
            .All(null, new CertificateFile(Write("tanfang.test", -1, 90).Path, other), null, clock)
            .Single();

        Assert.Equal(CheckState.Error, check.State);
        Assert.Contains("不是这张证书的", check.Text, StringComparison.Ordinal);
    }

    private CheckState State(string check, CertificateFile file, string? host) =>
        HttpsChecks.All(null, file, host, clock).Single(c => c.Name == check).State;

    private CertificateFile Write(string? name, double from, double until, UnixFileMode mode = UnixFileMode.UserRead)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=tanfang.test", key, HashAlgorithmName.SHA256);
        if (name is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(from), now.AddDays(until));
        var file = Path.Combine(folder, "all.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(file, mode);
        return new CertificateFile(file);
    }
}
