using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Tanfang.Access;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Shared;

/// <summary>The way in over HTTPS, by real connections that trust one authority and nothing else.</summary>
public sealed class HttpsTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly Certificates certificates = new();

    public void Dispose() => certificates.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable SYSLIB0039, CA5397 // It is what must be refused.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task The_chain_is_sent_and_old_protocols_are_refused(SslProtocols protocol, bool isTaken)
    {
        await using var host = await Start();
        using var client = Client(host, protocol);

        if (isTaken)
            Assert.Equal("ok\n", await client.GetStringAsync(At(host, "/healthz"), Cancel));
        else
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(At(host, "/healthz"), Cancel));
    }

    [Fact]
    public async Task Answers_say_that_only_https_will_do_and_cookies_never_leave_it()
    {
        await using var host = await Start();
        await Session.Create(host, "cun", Role.Reader, "140426");
        using var client = Client(host);

        var (page, token) = await SignInPage(client, host);
        using var entered = await client.PostAsync(At(host, "/signin"), Form(token, "cun"), Cancel);

        Assert.Equal(
            "max-age=31536000; includeSubDomains",
            page.Headers.GetValues("Strict-Transport-Security").Single()
        );
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(entered.Headers.GetValues("Set-Cookie")).ToList();
        Assert.Contains(cookies, c => c.StartsWith("__Host-tanfang=", StringComparison.Ordinal));
        Assert.All(
            cookies,
            c =>
            {
                Assert.StartsWith("__Host-", c, StringComparison.Ordinal);
                Assert.Contains("; secure", c, StringComparison.Ordinal);
                Assert.Contains("; httponly", c, StringComparison.Ordinal);
                Assert.Contains("; path=/;", c, StringComparison.Ordinal);
                Assert.Matches("; samesite=(lax|strict)", c);
                Assert.DoesNotContain("domain=", c, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Renewed_files_are_shown_without_a_restart_and_half_a_renewal_changes_nothing()
    {
        await using var host = await Start();
        var first = await Shown(host);

        certificates.Renew("tanfang.example", keyToo: false);
        Assert.Equal(first, await Shown(host));
        certificates.Renew("tanfang.example");

        Assert.NotEqual(first, await Shown(host));
    }

    [Fact]
    public async Task Plain_http_is_sent_on_and_a_form_in_the_clear_refused()
    {
        await using var host = await Start(f => f with { RedirectFrom = "http://127.0.0.1:0" });
        var plain = new Uri(host.Addresses.Single(a => a.StartsWith("http:", StringComparison.Ordinal)));
        using var client = host.NewClient();

        using var sent = await client.GetAsync(new Uri(plain, "/elders?q=1"), Cancel);
        using var form = await client.PostAsync(new Uri(plain, "/signin"), Form("", "cun"), Cancel);

        Assert.Equal(HttpStatusCode.PermanentRedirect, sent.StatusCode);
        Assert.Equal("https://tanfang.example/elders?q=1", sent.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
    }

    [Fact]
    public async Task Another_name_for_this_machine_is_not_answered()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/elders");
        asked.Headers.Host = "rebound.example";

        using var answer = await host.Client.SendAsync(asked, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("192.0.2.1", HttpStatusCode.PermanentRedirect)]
    public async Task Only_of_the_named_proxy_it_is_believed_that_it_was_https(string proxy, HttpStatusCode expected)
    {
        await using var host = await Behind(proxy);
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var page = await host.Client.GetAsync(new Uri("/signin", UriKind.Relative), Cancel);

        Assert.Equal(expected, page.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", 60)]
    [InlineData(null, 30)]
    public async Task Only_of_the_named_proxy_it_is_believed_who_asked(string? proxy, int tries)
    {
        await using var host = proxy is null ? await TestHost.StartAsync(Store.Sqlite) : await Behind(proxy);
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var answers = new List<HttpStatusCode>();

        for (var i = 0; i <= tries; i++)
        {
            // Two in turn; a form without its token is refused before anything is worked at.
            using var tried = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = Form("", "x") };
            tried.Headers.Add("X-Forwarded-For", $"198.51.100.{i % 2}");
            using var answer = await host.Client.SendAsync(tried, Cancel);
            answers.Add(answer.StatusCode);
        }

        Assert.All(answers[..tries], a => Assert.Equal(HttpStatusCode.BadRequest, a));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[tries]);
    }

    private static Task<TestHost> Behind(string proxy) =>
        TestHost.StartAsync(
            Store.Sqlite,
            front: f => f with { Proxy = IPAddress.Parse(proxy), Name = new("127.0.0.1") }
        );

    private Task<TestHost> Start(Func<Front, Front>? more = null) =>
        TestHost.StartAsync(
            Store.Sqlite,
            front: f =>
            {
                var secure = new Front(["https://127.0.0.1:0"])
                {
                    Certificate = certificates.File,
                    Name = new("tanfang.example"),
                };
                return more?.Invoke(secure) ?? secure;
            }
        );

    private static Uri At(TestHost host, string path) => new($"https://tanfang.example:{host.Address.Port}{path}");

    private HttpClient Client(TestHost host, SslProtocols protocol = SslProtocols.None)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        };
        handler.SslOptions = Trusting(protocol);
        return new HttpClient(handler);
    }

    private SslClientAuthenticationOptions Trusting(SslProtocols protocol) =>
        new()
        {
            TargetHost = "tanfang.example",
            EnabledSslProtocols = protocol,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { certificates.Root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };

    private async Task<string> Shown(TestHost host)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, Cancel);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(Trusting(SslProtocols.None), Cancel);
        return tls.RemoteCertificate!.GetCertHashString();
    }

    private static async Task<(HttpResponseMessage Page, string Token)> SignInPage(HttpClient client, TestHost host)
    {
        var page = await client.GetAsync(At(host, "/signin"), Cancel);
        return (page, Session.TokenIn(await page.Content.ReadAsStringAsync(Cancel)));
    }

    private static FormUrlEncodedContent Form(string token, string name) =>
        new([
            KeyValuePair.Create("UserName", name),
            KeyValuePair.Create("Password", Session.Password),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);
}
