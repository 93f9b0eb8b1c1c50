using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tanfang.Access;
using Tanfang.Access.Accounts;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

public sealed class SignInTests
{
    private const string County = "140426";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_costs_an_office_210_000_rounds()
    {
        await using var own = await TestStore.CreateAsync(Store.Sqlite);
        await using var office = Office.Build(own.Options, new FakeClock(new DateOnly(2026, 11, 19)), []);

        Assert.Equal(
            210_000,
            office.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount
        );
    }

    [Theory, BothStores]
    public async Task The_printed_link_makes_the_first_administrator_and_then_people_sign_in(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var link = await host.Do<FirstAccount, string>(f => Task.FromResult(f.Path));
        using var browser = new Session(host);
        Assert.Contains("仅供演示", await browser.Read("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/first-account/abc")).StatusCode);

        (string, string)[] form =
        [
            ("Division", County),
            ("Organisation", "黎城县民政局"),
            ("DisplayName", "管理甲"),
            ("UserName", "guanli"),
        ];
        var weak = await browser.Post(link, [.. form, ("Password", "1234567890")]);
        Assert.Contains("太常见", await weak.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var made = await browser.Post(link, [.. form, ("Password", Session.Password)]);
        Assert.Equal("/signin", made.Headers.Location?.OriginalString);

        var second = await browser.Post(link, [.. form, ("Password", Session.Password)]);
        Assert.Contains("已经有账号了", await second.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("/signin?back=%2Felders", (await browser.Get("/elders?q=王")).Headers.Location?.OriginalString);
        await browser.SignIn("guanli", Session.Password);
        Assert.Equal("/account/second-factor", (await browser.Get("/accounts")).Headers.Location?.OriginalString);
        await browser.SetUpSecondFactor();
        Assert.Contains("管理甲", await browser.Read("/accounts"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/elders")).StatusCode);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(0, HttpStatusCode.NotFound)]
    public async Task The_printed_link_opens_for_an_hour(int secondsAfter, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var link = await host.Do<FirstAccount, string>(f => Task.FromResult(f.Path));
        using var browser = new Session(host);

        host.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(secondsAfter));

        Assert.Equal(expected, (await browser.Get(link)).StatusCode);
    }

    [Theory, BothStores]
    public async Task A_second_factor_is_asked_for_and_a_wrong_code_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var first = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        using var again = new Session(host);

        var asked = await again.SignIn("xian", Session.Password);
        Assert.StartsWith("/signin/code", asked.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith(
            "/signin",
            (await again.Get("/elders")).Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
        var wrong = await again.Post("/signin/code", ("Code", Authenticator.Code(first.Key!, steps: 50)));
        Assert.Contains("验证码不对", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await again.Post("/signin/code", ("Code", Authenticator.Code(first.Key!)));

        Assert.Contains("姓名xian", await again.Read("/elders"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Five_wrong_passwords_lock_and_every_refusal_is_written_down(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var account = await Session.Create(host, "cun", Role.VillageOfficer, "140426101201");
        using var browser = new Session(host);

        for (var i = 0; i < 5; i++)
            await browser.SignIn("cun", "不对的密码不对的密码");
        await browser.SignIn("nobody", "x");
        var right = await browser.SignIn("cun", Session.Password);

        Assert.Contains("暂时锁定", await right.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        var denied = await db.Changes.Where(c => c.Action == "access.denied").OrderBy(c => c.Id).ToListAsync(Cancel);
        Assert.Equal(
            [("locked", 2), ("unknownName", 1), ("wrongPassword", 4)],
            denied.Where(c => c.SubjectId == "/signin").GroupBy(c => c.Detail!).Select(g => (g.Key, g.Count())).Order()
        );
        Assert.Equal(6, denied.Count(c => c.ActorId == account.Id.ToString("N")));
    }

    [Theory]
    [BothStores(true)]
    [BothStores(false)]
    public async Task Five_wrong_codes_lock_at_the_page_and_at_the_device(Store store, bool isDevice)
    {
        await using var host = await TestHost.StartAsync(store);
        using var first = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        using var browser = new Session(host);
        var wrong = Authenticator.Code(first.Key!, steps: 50);

        for (var i = 0; i < 5; i++)
        {
            if (isDevice)
                await Ask(browser.Client, Session.Password, "xian", wrong);
            else if (i == 0)
                await browser.SignIn("xian", Session.Password);
            if (!isDevice)
                await browser.Post("/signin/code", ("Code", wrong));
        }

        var right = await Ask(browser.Client, Session.Password, "xian", Authenticator.Code(first.Key!));
        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        await using var db = host.Store.Open();
        Assert.True((await db.Accounts.SingleAsync(Cancel)).LockoutEnd > TimeProvider.System.GetUtcNow());
    }

    [Theory, BothStores]
    public async Task Of_many_guesses_at_the_same_moment_each_one_counts(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Session.Create(host, "fang", Role.Visitor, "140426101201", await Visitor(host));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Ask(host.Client, "猜的密码猜的密码")));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(host.Client, Session.Password)).StatusCode);
        await using var db = host.Store.Open();
        Assert.True((await db.Accounts.SingleAsync(Cancel)).LockoutEnd > TimeProvider.System.GetUtcNow());
    }

    private static Task<HttpResponseMessage> Ask(
        HttpClient client,
        string password,
        string userName = "fang",
        string? code = null
    ) =>
        client.PostAsJsonAsync(
            "/api/v1/tokens",
            new
            {
                userName,
                password,
                code,
            },
            Cancel
        );

    [Fact]
    public async Task Devices_and_codes_have_the_same_limit_for_an_address()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var tokens = new Uri("/api/v1/tokens", UriKind.Relative);
        for (var i = 0; i < 30; i++)
        {
            // What cannot be read is refused before anything is worked at.
            using var content = new StringContent("{", null, "application/json");
            using var answer = await host.Client.PostAsync(tokens, content, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(host.Client, "x")).StatusCode);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Code", "123456")]);
        using var code = await host.Client.PostAsync(new Uri("/signin/code", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, code.StatusCode);
    }

    [Fact]
    public async Task Whoever_tries_one_password_on_every_account_is_stopped_by_their_address()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var browser = new Session(host);
        var answers = new List<HttpStatusCode>();

        for (var i = 0; i < 31; i++)
        {
            // Without its token a form is refused before a password is worked at: thirty hashes may take longer than the minute on a busy machine.
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("UserName", $"ren{i}")]);
            using var answer = await browser.Client.PostAsync(new Uri("/signin", UriKind.Relative), form, Cancel);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, answers[29]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[30]);
    }

    [Theory, BothStores]
    public async Task A_given_password_has_to_be_changed_before_anything_else(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var visitor = await Visitor(host);
        var made = await Session.Create(host, "fang", Role.Visitor, "140426101201", visitor, password: null);
        using var browser = new Session(host);

        await browser.SignIn("fang", made.Password!);
        Assert.Equal("/account/password", (await browser.Get("/elders")).Headers.Location?.OriginalString);
        var same = await browser.Post("/account/password", ("Current", made.Password!), ("Password", "短"));
        Assert.Contains("不足 10 个字符", await same.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await browser.Post("/account/password", ("Current", made.Password!), ("Password", Session.Password));

        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/elders")).StatusCode);
    }

    [Theory, BothStores]
    public async Task What_is_taken_away_is_gone_with_the_next_request(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Session.SignedIn(host, Role.TownshipOfficer, "140426101", name: "zhen");
        await using var db = host.Store.Open();
        var grant = await db.Grants.SingleAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/elders")).StatusCode);

        await host.Do<ChangeGrants>(c => c.End(grant.AccountId, grant.Id, Scope.Everything, Actor.Local, Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get("/elders")).StatusCode);
        await host.Do<ChangeGrants>(c =>
            c.Give(
                grant.AccountId,
                new AskedGrant(Role.Reader, grant.DivisionId, null, host.Clock.ChinaDay.AddDays(1)),
                Scope.Everything,
                Actor.Local,
                Cancel
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/rates")).StatusCode);
        Assert.Equal("/rates", (await officer.Get("/")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Get("/rates/people")).StatusCode);

        await host.Do<ChangeGrants>(c => c.Lock(grant.AccountId, true, Scope.Everything, Actor.Local, Cancel));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Get("/rates")).StatusCode);
    }

    [Theory]
    [BothStores(29, true)]
    [BothStores(31, false)]
    public async Task A_session_nobody_used_ends_after_half_an_hour(Store store, int minutes, bool holds)
    {
        await using var host = await TestHost.StartAsync(store);
        using var officer = await Session.SignedIn(host, Role.Reader, County);
        await officer.Read("/rates");

        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(holds ? HttpStatusCode.OK : HttpStatusCode.Redirect, (await officer.Get("/rates")).StatusCode);
    }

    [Fact]
    public async Task However_busy_a_session_ends_after_twelve_hours()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        using var officer = await Session.SignedIn(host, Role.Reader, County);
        for (var i = 0; i < 48; i++)
        {
            await officer.Read("/rates");
            host.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(HttpStatusCode.OK, (await officer.Get("/rates")).StatusCode);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Get("/rates")).StatusCode);
    }

    [Theory, BothStores]
    public async Task A_device_signs_in_for_its_token_until_it_is_revoked(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Session.Create(host, "fang", Role.Visitor, "140426101201", await Visitor(host));
        using var phone = host.NewClient();

        var wrong = await Ask(phone, "不对");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("access.wrong", (string?)(await wrong.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["code"]);
        var token = (string)
            (await (await Ask(phone, Session.Password)).Content.ReadFromJsonAsync<JsonNode>(Cancel))!["token"]!;
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await phone.GetAsync(new Uri("/api/v1/overdue?division=140426", UriKind.Relative), Cancel)).StatusCode
        );
        phone.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(
            HttpStatusCode.OK,
            (await phone.GetAsync(new Uri("/api/v1/overdue?division=140426", UriKind.Relative), Cancel)).StatusCode
        );

        await using var db = host.Store.Open();
        var account = await db.Accounts.SingleAsync(Cancel);
        Assert.DoesNotContain(
            token,
            Convert.ToHexStringLower((await db.DeviceTokens.SingleAsync(Cancel)).Hash),
            StringComparison.Ordinal
        );
        await host.Do<ChangeGrants>(c => c.RevokeDevice(account.Id, null, Actor.Local, Cancel));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await phone.GetAsync(new Uri("/api/v1/overdue?division=140426", UriKind.Relative), Cancel)).StatusCode
        );
    }

    internal static async Task<Guid> Visitor(TestHost host)
    {
        await using var db = host.Store.Open();
        var home = await db.Divisions.SingleAsync(d => d.Code == "140426101201", Cancel);
        var visitor = new Tanfang.Workforce.Visitor
        {
            Id = Guid.CreateVersion7(),
            Name = "访员甲",
            DivisionId = home.Id,
        };
        db.Visitors.Add(visitor);
        await db.SaveChangesAsync(Cancel);
        return visitor.Id;
    }
}
