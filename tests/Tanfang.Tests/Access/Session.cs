using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>Somebody at a browser of their own.</summary>
internal sealed partial class Session(TestHost host) : IDisposable
{
    public const string Password = "一句自己记得住的话 2026";

    public HttpClient Client { get; } = host.NewClient();

    /// <summary>As what; null for whoever is not signed in or may nothing any more.</summary>
    public Role? Role { get; private set; }

    /// <summary>The key that the page of the second factor has shown.</summary>
    public string? Key { get; private set; }

    public static async Task<CreatedAccount> Create(
        TestHost host,
        string name,
        Role role,
        string division,
        Guid? visitor = null,
        string? password = Password
    )
    {
        await using var db = host.Store.Open();
        var place = await db.Divisions.SingleAsync(d => d.Code == division);
        var asked = new NewAccount(
            name,
            $"姓名{name}",
            "测试机构",
            OrganisationKind.CountyBureau,
            role,
            place.Id,
            password,
            visitor
        );
        var made = await host.Do<CreateAccount, Result<CreatedAccount>>(c =>
            c.Run(asked, Scope.Everything, Actor.Local, default)
        );
        return made.Value;
    }

    /// <summary>Signed in with everything that has to be done first.</summary>
    public static async Task<Session> SignedIn(
        TestHost host,
        Role role,
        string division,
        Guid? visitor = null,
        string? name = null
    )
    {
        name ??= $"{role}{division}";
        await Create(host, name, role, division, visitor);
        var session = new Session(host) { Role = role };
        await session.SignIn(name, Password);
        if (role.NeedsSecondFactor())
            await session.SetUpSecondFactor();
        if (role is Tanfang.Access.Role.Inspector)
            await session.Post("/purpose", ("Kind", "spotCheck"), ("Words", "季度抽查"));
        return session;
    }

    /// <summary>Null: their grant has ended.</summary>
    public Session As(Role? role)
    {
        Role = role;
        return this;
    }

    public override string ToString() => Role?.ToString() ?? "nobody";

    /// <summary>From then on the client asks by the token of a device.</summary>
    public static async Task SignInDevice(HttpClient client, string name, string? code = null)
    {
        var asked = new
        {
            userName = name,
            password = Password,
            code,
        };
        using var issued = await client.PostAsJsonAsync("/api/v1/tokens", asked);
        var token = (string)(await issued.Content.ReadFromJsonAsync<JsonNode>())!["token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<HttpResponseMessage> SignIn(string name, string password) =>
        Post("/signin", ("UserName", name), ("Password", password));

    public async Task SetUpSecondFactor()
    {
        var html = await (await Get("/account/second-factor")).Content.ReadAsStringAsync();
        Key = Shown().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var done = await Post("/account/second-factor", ("Code", Authenticator.Code(Key)));
        Assert.Equal("/account", done.Headers.Location?.OriginalString);
    }

    public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> Read(string path)
    {
        using var answer = await Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fetches the page first, for the token against forged requests.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var page = await Get(path.Split('?')[0]);
        var token = TokenIn(await page.Content.ReadAsStringAsync());
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))
        );
        return await Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>Uploads one file by the form of a page; the page that answers.</summary>
    public async Task<string> PostFile(string path, string field, string name, byte[] bytes)
    {
        var token = TokenIn(await Read(path));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), field, name },
        };
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The token against forged requests that a page carries; empty when it carries none.</summary>
    public static string TokenIn(string html) => Token().Match(html).Groups[1].Value;

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<code>([A-Z2-7 ]+)</code>")]
    private static partial Regex Shown();
}
