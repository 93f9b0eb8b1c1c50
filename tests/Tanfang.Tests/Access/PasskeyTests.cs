using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Access.Accounts;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

public sealed class PasskeyTests
{
    private const string County = "140426";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_passkey_signs_in_without_password_and_code(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Officer(host);
        using var passkey = new SoftPasskey(Origin(host));
        await Add(officer, passkey, "办公室电脑");
        Assert.Contains("办公室电脑", await officer.Read("/account/passkeys"), StringComparison.Ordinal);

        using var again = ByName(host);
        var entered = await SignIn(again, passkey, "/rates");

        Assert.Equal("/rates", entered.Headers.Location?.OriginalString);
        Assert.Contains("<dd>通行密钥</dd>", await again.Read("/account"), StringComparison.Ordinal);
        Assert.Contains("用过", await again.Read("/account/passkeys"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var kept = await db.Passkeys.SingleAsync(Cancel);
        Assert.Equal((1, "办公室电脑"), (kept.SignCount, kept.Name));
        Assert.Equal(
            1,
            await db.Changes.CountAsync(c => c.Action == "access.signedIn" && c.Detail == "passkey", Cancel)
        );
    }

    [Theory, BothStores]
    public async Task Locked_closed_and_copied_ones_stay_outside(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Officer(host);
        using var passkey = new SoftPasskey(Origin(host));
        await Add(officer, passkey);
        await using var db = host.Store.Open();
        var account = await db.Accounts.SingleAsync(Cancel);

        await host.Do<ChangeGrants>(c => c.Lock(account.Id, true, Scope.Everything, Actor.Local, Cancel));
        await Refused(host, passkey, "locked");
        await host.Do<ChangeGrants>(c => c.Lock(account.Id, false, Scope.Everything, Actor.Local, Cancel));
        using (var guessing = ByName(host))
        {
            for (var i = 0; i < 5; i++)
                await guessing.SignIn("xian", "不对的密码不对的密码");
        }

        await Refused(host, passkey, "locked");
        await host.Do<ChangeGrants>(c => c.Lock(account.Id, false, Scope.Everything, Actor.Local, Cancel));
        passkey.IsVerified = false;
        await Refused(host, passkey, "wrongPasskey");
        passkey.IsVerified = true;
        using (var right = ByName(host))
            Assert.Equal("/", (await SignIn(right, passkey)).Headers.Location?.OriginalString);

        // Somebody has copied the key and used it: the counter of this one falls behind.
        passkey.Uses = 0;
        await Refused(host, passkey, "wrongPasskey");
    }

    [Theory, BothStores]
    public async Task An_answer_is_good_once_in_the_browser_that_asked_and_on_our_own_pages(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Officer(host);
        using var passkey = new SoftPasskey(Origin(host));
        await Add(officer, passkey);
        using var first = ByName(host);
        var answer = passkey.Get(
            await (await first.Post("/signin?handler=PasskeyOptions")).Content.ReadAsStringAsync(Cancel)
        );

        using var other = ByName(host);
        await IsOutside(await other.Post("/signin?handler=Passkey", ("Credential", answer)));
        await IsOutside(await other.Post("/signin?handler=Passkey", ("Credential", "{")));
        await IsOutside(await other.Post("/signin?handler=Passkey"));
        var entered = await first.Post("/signin?handler=Passkey", ("Credential", answer));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        await IsOutside(await first.Post("/signin?handler=Passkey", ("Credential", answer)));

        using var elsewhere = new SoftPasskey("http://evil.example");
        var options = await Options(officer, "钓鱼");
        var made = await officer.Post(
            "/account/passkeys?handler=Add",
            ("Credential", elsewhere.Create(await options.Content.ReadAsStringAsync(Cancel)))
        );
        Assert.Contains("没有添加成功", await made.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Adding_and_removing_ask_for_the_password_and_wrong_ones_count(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Officer(host);
        using var passkey = new SoftPasskey(Origin(host));
        Assert.Equal(HttpStatusCode.BadRequest, (await Options(officer, "钥匙", "不对的密码不对的密码")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Options(officer, " ")).StatusCode);
        await Add(officer, passkey);
        await using var db = host.Store.Open();
        var kept = await db.Passkeys.SingleAsync(Cancel);

        var wrong = await Remove(officer, kept.Id, "不对的密码不对的密码");
        Assert.Contains("密码不对", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var colleague = await Officer(host, "tong");
        await Remove(colleague, kept.Id, Session.Password);
        Assert.Equal(1, await db.Passkeys.CountAsync(Cancel));
        using var elsewhere = ByName(host);
        await SignIn(elsewhere, passkey);

        await Remove(officer, kept.Id, Session.Password);

        Assert.Equal(0, await db.Passkeys.CountAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/rates")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Get("/rates")).StatusCode);
        for (var i = 0; i < 5; i++)
            await Remove(officer, kept.Id, "不对的密码不对的密码");
        var locked = await Remove(officer, kept.Id, Session.Password);
        Assert.Contains("暂时锁定", await locked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_an_address_in_numbers_there_are_none()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var officer = await Session.SignedIn(host, Role.Reader, County);

        Assert.DoesNotContain("data-passkey", await officer.Read("/signin"), StringComparison.Ordinal);
        Assert.Contains("请用 localhost 打开", await officer.Read("/account/passkeys"), StringComparison.Ordinal);
        using var named = ByName(host);
        Assert.Contains("data-passkey", await named.Read("/signin"), StringComparison.Ordinal);
    }

    /// <summary>As the address says it, by the name that passkeys belong to.</summary>
    internal static string Origin(TestHost host) => $"http://localhost:{host.Address.Port}";

    internal static async Task Add(Session session, SoftPasskey passkey, string name = "钥匙")
    {
        var options = await Options(session, name);
        var made = passkey.Create(await options.Content.ReadAsStringAsync(Cancel));
        var added = await session.Post("/account/passkeys?handler=Add", ("Credential", made), ("Name", name));
        Assert.Equal("/account/passkeys", added.Headers.Location?.OriginalString);
    }

    internal static async Task<Session> Officer(TestHost host, string name = "xian")
    {
        await Session.Create(host, name, Role.CountyOfficer, County);
        var session = ByName(host);
        await session.SignIn(name, Session.Password);
        await session.SetUpSecondFactor();
        return session;
    }

    internal static async Task<HttpResponseMessage> SignIn(Session session, SoftPasskey passkey, string back = "/")
    {
        using var options = await session.Post("/signin?handler=PasskeyOptions");
        var answer = passkey.Get(await options.Content.ReadAsStringAsync(Cancel));
        return await session.Post("/signin?handler=Passkey", ("Credential", answer), ("Back", back));
    }

    private static Session ByName(TestHost host)
    {
        var session = new Session(host);
        session.Client.BaseAddress = new Uri(Origin(host));
        // As a browser does with every form.
        session.Client.DefaultRequestHeaders.Add("Origin", Origin(host));
        return session;
    }

    private static Task<HttpResponseMessage> Options(
        Session session,
        string name,
        string password = Session.Password
    ) => session.Post("/account/passkeys?handler=Options", ("Name", name), ("Password", password));

    private static Task<HttpResponseMessage> Remove(Session session, Guid passkey, string password) =>
        session.Post("/account/passkeys?handler=Remove", ("passkey", passkey.ToString()), ("Password", password));

    private static async Task Refused(TestHost host, SoftPasskey passkey, string why)
    {
        await using var db = host.Store.Open();
        var written = db.Changes.Where(c => c.Action == "access.denied" && c.SubjectId == "/signin" && c.Detail == why);
        var before = await written.CountAsync(Cancel);
        using var session = ByName(host);

        await IsOutside(await SignIn(session, passkey));

        Assert.Equal(before + 1, await written.CountAsync(Cancel));
    }

    private static async Task IsOutside(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("没有通过", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            cookie => cookie.StartsWith("tanfang=", StringComparison.Ordinal)
        );
    }
}
