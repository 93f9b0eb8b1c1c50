using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Workforce;

public class GridTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Nobody_is_lost_when_grids_are_split_and_merged_and_past_days_keep_theirs(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var people = new List<Guid>();
        foreach (var (name, door) in new[] { ("甲", "一组 1 号"), ("乙", "一组 2 号"), ("丙", "二组 1 号") })
        {
            people.Add(await host.Enrol(Desk.Draft("测试" + name) with { Address = door }));
        }

        var elsewhere = await host.Enrol(Desk.Draft("测试丁"), Desk.OtherVillage);
        Assert.Equal(4, await Unplaced(host, Scope.Everything));
        var first = await Add(host, "第一网格", everybody: true);
        Assert.Equal(1, await Unplaced(host, Scope.Everything));
        Assert.Contains("未编入网格的老人", await host.Page("/grids"), StringComparison.Ordinal);

        // By the beginning of the address: ticked first, split then.
        host.Clock.ChinaDay = new DateOnly(2026, 11, 25);
        using var ticked = await host.SubmitAsync($"/grids/{first}?handler=Tick", ("door", "二组"));
        Assert.Single(
            System.Text.RegularExpressions.Regex.Matches(
                await ticked.Content.ReadAsStringAsync(Cancel),
                "name=\"elders\"[^>]*checked"
            )
        );
        using var everybody = await host.SubmitAsync(
            $"/grids/{first}?handler=Split",
            [.. people.Select(p => ("elders", $"{p}")), ("name", "第二网格")]
        );
        Assert.Equal(HttpStatusCode.OK, everybody.StatusCode);
        using var split = await host.SubmitAsync(
            $"/grids/{first}?handler=Split",
            ("elders", $"{people[2]}"),
            ("name", "第二网格")
        );
        var second = Guid.Parse(split.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal(
            (2, 1, 1),
            (await Count(host, first), await Count(host, second), await Unplaced(host, Scope.Everything))
        );

        host.Clock.ChinaDay = new DateOnly(2026, 12, 1);
        using var merged = await host.SubmitAsync($"/grids/{first}?handler=Merge", ("into", $"{second}"));
        Assert.Equal(HttpStatusCode.Redirect, merged.StatusCode);
        Assert.Equal(
            (0, 3, 1),
            (await Count(host, first), await Count(host, second), await Unplaced(host, Scope.Everything))
        );
        Assert.Equal(
            (3, 0),
            (
                await Count(host, first, new DateOnly(2026, 11, 24)),
                await Count(host, second, new DateOnly(2026, 11, 24))
            )
        );
        Assert.Equal(
            (2, 1),
            (
                await Count(host, first, new DateOnly(2026, 11, 30)),
                await Count(host, second, new DateOnly(2026, 11, 30))
            )
        );

        // Whoever moves to another village is in no grid until somebody puts them into one there.
        Assert.Equal(
            "",
            await host.EnterFact(people[0], "move", ("Form.Division", Desk.OtherVillage), ("Form.On", "2026-12-01"))
        );
        Assert.Equal(2, await Unplaced(host, Scope.Everything));
        Assert.Equal(0, await Unplaced(host, Scope.Of(await host.DivisionId("140425"))));
        var third = await Add(host, "邻村网格", everybody: false, Desk.OtherVillage);
        using var placed = await host.SubmitAsync(
            "/grids/unplaced?village=" + await host.DivisionId(Desk.OtherVillage),
            ("grid", $"{third}"),
            ("elders", $"{elsewhere}"),
            ("elders", $"{people[0]}")
        );
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
        Assert.Equal(0, await Unplaced(host, Scope.Everything));
        Assert.Equal(4, await Count(host, second) + await Count(host, third));
    }

    [Theory, BothStores]
    public async Task Responsible_person_follows_the_grid_worker_only_when_somebody_says_so(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var grid = await Add(host, "第一网格", everybody: true);
        using var added = await host.SubmitAsync("/visitors", ("Name", "测试网格员"), ("Division", Desk.Village));
        await using var db = host.Store.Open();
        var worker = await db.Visitors.Select(v => v.Id).SingleAsync(Cancel);

        await Staff(host, grid, worker, "Nobody");
        Assert.Empty(await db.Responsibilities.ToListAsync(Cancel));
        await Staff(host, grid, worker, "Unassigned");
        Assert.Equal(elder, Assert.Single(await db.Responsibilities.ToListAsync(Cancel)).ElderId);
        await Staff(host, grid, worker, "Everybody");
        Assert.Single(await db.Responsibilities.ToListAsync(Cancel));
        Assert.Single(await db.GridWorkers.ToListAsync(Cancel));
    }

    private static async Task Staff(TestHost host, Guid grid, Guid worker, string follow)
    {
        using var answer = await host.SubmitAsync(
            $"/grids/{grid}?handler=Worker",
            ("visitor", $"{worker}"),
            ("follow", follow)
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<Guid> Add(TestHost host, string name, bool everybody, string village = Desk.Village)
    {
        using var answer = await host.SubmitAsync(
            "/grids",
            ("Division", village),
            ("Name", name),
            ("Everybody", everybody ? "true" : "false")
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
    }

    private static Task<int> Unplaced(TestHost host, Scope scope) =>
        host.Do<GridsOfDay, int>(grids => grids.Unplaced(scope, host.Clock.ChinaDay).CountAsync(Cancel));

    private static Task<int> Count(TestHost host, Guid grid, DateOnly? on = null) =>
        host.Do<GridsOfDay, int>(grids =>
            grids.Places(on ?? host.Clock.ChinaDay).CountAsync(p => p.GridId == grid, Cancel)
        );
}
