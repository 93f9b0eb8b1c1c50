using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange.Importing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>Husband and wife as two rows of a list: one household, when it is certain.</summary>
public sealed class HouseholdTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Rows_that_are_certainly_one_household_are_joined_told_and_the_same_the_next_time(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var sheet = new ElderSheet(
            "户号",
            "与户主关系",
            "成员1姓名",
            "成员1公民身份号码",
            "成员1与户主关系",
            "成员1健康状况"
        )
            // By number: each names the other, once with the number.
            .Elder(
                1,
                ("成员1姓名", Name(2)),
                ("成员1公民身份号码", ElderSheet.Number(2)),
                ("成员1与户主关系", "配偶"),
                ("成员1健康状况", "一般")
            )
            .Elder(2, ("成员1姓名", Name(1)), ("成员1与户主关系", "配偶"))
            // By 户号, written in two ways; nothing is guessed about who is whose.
            .Elder(3, ("户号", "１２ 0"), ("成员1姓名", "赵六"), ("成员1与户主关系", "子"))
            .Elder(4, ("户号", "120"), ("成员1姓名", "赵六"), ("成员1健康状况", "良好"))
            // The same 户号 in another village, names alone, a stroke: nobody.
            .Elder(5, ("户号", "120"), ("村", "长宁村"))
            .Elder(6, ("成员1姓名", Name(7)), ("成员1与户主关系", "配偶"), ("户号", "-"))
            .Elder(7, ("户号", "-"))
            // What contradicts itself is told and left apart.
            .Elder(8, ("户号", "9"), ("与户主关系", "户主"))
            .Elder(9, ("户号", "9"), ("与户主关系", "户主"))
            .Elder(10, ("成员1姓名", "别人"), ("成员1公民身份号码", ElderSheet.Number(11)))
            .Elder(11);

        var dry = await host.Do<ImportElders, ImportReport>(i =>
            i.DryRun(sheet.Csv, Scope.Everything, Actor.Local, Cancel)
        );
        string[] told = ["第 2 行、第 3 行（家庭成员的公民身份号码）", "第 4 行、第 5 行（户号相同）"];
        Assert.Equal(told, dry.Households);
        Assert.Empty(dry.Errors);

        var first = await ImportTests.Run(host, sheet.Csv);
        Assert.Equal(told, first.Households);
        Assert.Contains(first.Notes, n => n == "第 9 行、第 10 行是同一户，却都写户主，没有合为一户");
        Assert.Contains(first.Notes, n => n == "第 11 行、第 12 行号码相同而姓名不同，没有合为一户");
        var rows = await Rows(host);
        Assert.Equal([("户主", 1, 0), ("配偶", 2, 1)], rows[Name(1)]);
        Assert.Equal(rows[Name(1)], rows[Name(2)]);
        Assert.Equal([("户主", 3, 0), (null, 4, 1), ("子", 0, 2)], rows[Name(3)]);
        Assert.Single(rows[Name(5)]);
        Assert.Equal(2, rows[Name(6)].Count);
        Assert.Single(rows[Name(8)]);

        // The file of each shows both, opened under the keys of both.
        var wife = await host.OpenAsync($"/elders/{await Id(host, 2)}");
        Assert.Contains(Name(1), wife, StringComparison.Ordinal);
        Assert.Contains("良好", await host.OpenAsync($"/elders/{await Id(host, 3)}"), StringComparison.Ordinal);

        var again = await ImportTests.Run(host, sheet.Csv);
        Assert.Equal((11, 0, 0), (again.Unchanged, again.Updated, again.Households.Count));
        Assert.Equal(rows, await Rows(host));
        await using var db = host.Store.Open();
        Assert.Equal(4, await db.Changes.CountAsync(c => c.Action == "elder.householdJoined", Cancel));
    }

    [Theory, BothStores]
    public async Task Somebody_known_and_somebody_new_are_joined_and_the_page_says_so(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await ImportTests.Run(host, new ElderSheet("户号").Elder(1, ("户号", "77")).Csv);
        var sheet = new ElderSheet("户号", "与户主关系")
            .Elder(1, ("户号", "77"))
            .Elder(2, ("户号", "77"), ("与户主关系", "配偶"));
        var job = await host.Do<HandleJob, Guid>(jobs => jobs.Check(sheet.Csv, "名单.csv", CurrentUser.Local, Cancel));

        Assert.Contains("将合为一户：1 户", await host.OpenAsync($"/import/{job}"), StringComparison.Ordinal);
        Assert.Equal(["第 2 行、第 3 行（户号相同）"], (await ImportTests.Run(host, sheet.Csv)).Households);
        Assert.Equal([("户主", 1, 0), ("配偶", 2, 1)], (await Rows(host))[Name(1)]);
    }

    private static string Name(int n) => new ElderSheet().Elder(n).Text.Split("\r\n")[1].Split('"')[1];

    private static async Task<Guid> Id(TestHost host, int n)
    {
        await using var db = host.Store.Open();
        var name = Name(n);
        return await db.Elders.Where(e => e.Name == name).Select(e => e.Id).SingleAsync(Cancel);
    }

    /// <summary>Section two as it stands in the file of each: relation, which elder (0: none), place.</summary>
    private static async Task<Dictionary<string, List<(string?, int, int)>>> Rows(TestHost host)
    {
        await using var db = host.Store.Open();
        var elders = await db.Elders.AsNoTracking().ToListAsync(Cancel);
        var members = (await db.HouseholdMembers.AsNoTracking().OrderBy(m => m.Position).ToListAsync(Cancel)).ToLookup(
            m => m.HouseholdId
        );
        var number = Enumerable.Range(1, 11).ToDictionary(Name);
        return elders.ToDictionary(
            e => e.Name,
            e =>
                members[e.HouseholdId!.Value]
                    .Select(m => ((string?)m.Relation, m.ElderId is null ? 0 : number[m.Name], m.Position))
                    .ToList()
        );
    }
}
