using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Demo;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Xunit;

namespace Tanfang.Tests.Demo;

/// <summary>One account for each role of a demo, until an office has its own.</summary>
public sealed class DemoAccountsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Every_role_of_a_demo_signs_in_with_the_printed_password_alone(Store store)
    {
        await using var host = await Demo(store);
        foreach (var (name, role, _) in DemoAccounts.All)
        {
            using var session = new Session(host);
            await session.SignIn(name, DemoAccounts.Password);
            if (role == Role.Inspector)
                await session.Post("/purpose", ("Kind", "spotCheck"), ("Words", "演示抽查"));
            var page = role switch
            {
                Role.Reader => "/rates",
                Role.Administrator => "/accounts",
                _ => "/elders",
            };

            using var answer = await session.Get(page);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{name} got {answer.StatusCode} at {page}");
        }
    }

    [Theory, BothStores]
    public async Task The_first_account_of_an_office_ends_those_of_the_demo(Store store)
    {
        await using var host = await Demo(store);
        using var session = new Session(host);
        await session.SignIn("xian", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.OK, (await session.Get("/elders")).StatusCode);

        var county = await host.Do<Tanfang.Divisions.DivisionLookup, int>(async l =>
            (await l.ByCode("140426", host.Clock.ChinaDay, Cancel))!.Id
        );
        var first = new NewAccount(
            "guan",
            "管理甲",
            "黎城县民政局",
            OrganisationKind.CountyBureau,
            Role.Administrator,
            county,
            Session.Password
        );
        var made = await host.Do<CreateAccount, Result<CreatedAccount>>(c =>
            c.Run(first, Scope.Everything, Actor.System, Cancel, first: true)
        );

        Assert.Empty(made.Refusals);
        Assert.Equal(HttpStatusCode.Redirect, (await session.Get("/elders")).StatusCode);
        var again = await session.SignIn("xian", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False(await host.Do<DemoAccounts, bool>(d => d.AreOpen(Cancel)));
    }

    [Fact]
    public async Task A_store_that_is_no_demo_gets_no_accounts()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);

        await host.Do<DemoAccounts>(d => d.Run(Cancel));

        await using var db = host.Store.Open();
        Assert.False(await db.Accounts.AnyAsync(Cancel));
    }

    private static async Task<TestHost> Demo(Store store)
    {
        var host = await TestHost.StartAsync(store);
        var recipe = new DemoRecipe("140426", 30, 1, 5, host.Clock.ChinaDay);
        var made = await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(recipe, Cancel));
        Assert.Empty(made.Refusals);
        await host.Do<DemoAccounts>(d => d.Run(Cancel));
        return host;
    }
}
