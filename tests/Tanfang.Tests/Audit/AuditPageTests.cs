using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>Who may look into the trail, and what of it.</summary>
public sealed partial class AuditPageTests
{
    private const string County = "140426";
    private const string Village = "140426101201";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task The_county_sees_who_saw_an_elder_and_what_its_accounts_did(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var village = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        using var county = await Session.SignedIn(host, Role.CountyOfficer, County, name: "xian");
        await village.Read($"/elders/{elder}");
        await village.Get($"/elders/{Guid.CreateVersion7()}");

        Assert.Contains($"/audit?elder={elder}", await county.Read($"/elders/{elder}"), StringComparison.Ordinal);
        var ofElder = await county.Read($"/audit?elder={elder}");
        Assert.Contains("姓名cun", Table(ofElder), StringComparison.Ordinal);
        Assert.Contains("查看了老人", ofElder, StringComparison.Ordinal);
        Assert.DoesNotContain("测试本村", ofElder, StringComparison.Ordinal);
        var all = await county.Read("/audit");
        Assert.Contains("查看了老人", all, StringComparison.Ordinal);
        Assert.Contains("登录", all, StringComparison.Ordinal);
        var denied = Table(await county.Read("/audit?denied=true"));
        Assert.Contains("范围以外", denied, StringComparison.Ordinal);
        Assert.DoesNotContain("查看了老人", denied, StringComparison.Ordinal);
        var read = Table(await county.Read("/audit?kind=read"));
        Assert.Contains("查看了老人", read, StringComparison.Ordinal);
        Assert.DoesNotContain("范围以外", read, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "查看",
            Table(await county.Read("/audit?from=2026-11-01&to=2026-11-18")),
            StringComparison.Ordinal
        );
        await using var db = host.Store.Open();
        var cun = await db.Accounts.SingleAsync(a => a.UserName == "cun", Cancel);
        Assert.DoesNotContain(
            "姓名xian",
            Table(await county.Read($"/audit?actor={cun.Id:N}")),
            StringComparison.Ordinal
        );
        using var book = await county.Get("/audit?handler=xlsx");
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book.Content.Headers.ContentType?.MediaType
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await village.Get("/audit")).StatusCode);
        Assert.DoesNotContain("谁看过", await village.Read($"/elders/{elder}"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_neighbour_county_sees_nothing_of_it(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var village = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        using var other = await Session.SignedIn(host, Role.CountyOfficer, Askers.Other, name: "linxian");
        await village.Read($"/elders/{elder}");
        await OrganisationOf(host, "linxian", Askers.Other);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/audit?elder={elder}")).StatusCode);
        Assert.DoesNotContain("姓名cun", await other.Read("/audit"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task An_administrator_sees_acts_about_accounts_and_never_an_elder(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder("测试本村");
        using var village = await Session.SignedIn(host, Role.VillageOfficer, Village, name: "cun");
        using var admin = await Session.SignedIn(host, Role.Administrator, County, name: "guanli");
        await village.Read($"/elders/{elder}");
        using var guess = new Session(host);
        await guess.SignIn("cun", "不对的密码不对的密码");

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get("/audit")).StatusCode);
        var page = await admin.Read("/accounts/audit");
        Assert.Contains("建立了账号", page, StringComparison.Ordinal);
        Assert.Contains("密码不对", page, StringComparison.Ordinal);
        Assert.DoesNotContain("查看了老人", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get($"/accounts/audit?elder={elder}")).StatusCode);
    }

    [Fact]
    public void Every_act_in_the_sources_has_a_word()
    {
        var beginnings = ActionWords.Prefixes.Select(p => p.Split('.')[0]).Distinct();
        // A refusal's code stands behind its type, a comparison or its name, or before its sentence.
        var literal = new Regex(
            $"(?<!new\\(\\s*|Refusal\\(\\s*|Code (==|!=) |Code: )\"((?:{string.Join('|', beginnings)})\\.[a-zA-Z-]+)\"(?!\\s*,\\s*\\$?\"[^\"]*[一-龥])"
        );
        var acts = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src/Tanfang"), "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains("/Compiled/", StringComparison.Ordinal)
                && !f.EndsWith("ActionWords.cs", StringComparison.Ordinal)
            )
            .SelectMany(f => literal.Matches(File.ReadAllText(f)).Select(m => m.Groups[2].Value))
            .Where(a => !a.EndsWith(".css", StringComparison.Ordinal))
            .Distinct()
            .Except(["elder.alike"]) // a refusal's code as a constant
            .ToList();

        Assert.True(acts.Count > 80, $"only {acts.Count} acts were found");
        Assert.Equal([], acts.Where(a => !ActionWords.Has(a)).Order());
    }

    /// <summary>Every account of these tests is made in one organisation; this one belongs elsewhere.</summary>
    internal static async Task OrganisationOf(TestHost host, string name, string division)
    {
        await using var db = host.Store.Open();
        var place = await db.Divisions.SingleAsync(d => d.Code == division, Cancel);
        var organisation = new Organisation
        {
            Id = Guid.CreateVersion7(),
            Name = $"机构{name}",
            Kind = OrganisationKind.CountyBureau,
            DivisionId = place.Id,
        };
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(Cancel);
        await db
            .Accounts.Where(a => a.UserName == name)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.OrganisationId, organisation.Id), Cancel);
    }

    private static string Table(string html) => Body().Match(html).Value;

    [GeneratedRegex("<tbody>.*</tbody>", RegexOptions.Singleline)]
    private static partial Regex Body();
}
