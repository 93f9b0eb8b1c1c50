using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Workforce;

public class ResponsibleTests
{
    [Theory, BothStores]
    public async Task Whole_village_gets_somebody_at_once(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("测试甲"));
        await host.Enrol(Desk.Draft("测试乙"));
        await host.Enrol(Desk.Draft("测试丙"), Desk.OtherVillage);
        var visitor = await AddVisitor(host, "测试访员");

        using var answer = await host.SubmitAsync(
            "/elders/unassigned",
            ("village", $"{await host.DivisionId(Desk.Village)}"),
            ("visitor", visitor.ToString()),
            ("from", "2026-11-19")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, await Unassigned(host, Scope.Everything));
        Assert.Equal(0, await Unassigned(host, Scope.Of(await host.DivisionId("140425"))));
        Assert.Contains("测试访员", await host.Page("/elders"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task New_responsible_person_ends_the_one_before(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var (first, second) = (await AddVisitor(host, "先来的"), await AddVisitor(host, "后来的"));
        await Assign(host, elder, first, "2026-02-01");

        Assert.Equal(HttpStatusCode.Redirect, await Assign(host, elder, second, "2026-11-01"));
        Assert.Equal(HttpStatusCode.OK, await Assign(host, elder, first, "2026-10-01"));
        Assert.Equal(HttpStatusCode.OK, await Assign(host, elder, first, "2026-11-20"));

        Assert.Contains(
            "先来的（2026-02-01 起）",
            await host.Page($"/elders/{elder}?on=2026-10-31"),
            StringComparison.Ordinal
        );
        Assert.Contains("后来的（2026-11-01 起）", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Visitor_who_ends_leaves_people_to_be_assigned(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var visitor = await AddVisitor(host, "测试访员");
        await Assign(host, elder, visitor, "2026-02-01");
        Assert.Equal(0, await Unassigned(host, Scope.Everything));

        using var answer = await host.SubmitAsync(
            "/visitors?handler=End",
            ("visitor", visitor.ToString()),
            ("until", "2026-11-19")
        );

        Assert.Equal("/elders/unassigned", answer.Headers.Location?.ToString());
        Assert.Equal(1, await Unassigned(host, Scope.Everything));
        await AddVisitor(host, "接手的");
        Assert.Equal(HttpStatusCode.OK, await Assign(host, elder, visitor, "2026-11-19"));
    }

    private static async Task<Guid> AddVisitor(TestHost host, string name)
    {
        using var answer = await host.SubmitAsync("/visitors", ("Name", name), ("Division", "140426101"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = host.Store.Open();
        return await db.Visitors.Where(v => v.Name == name).Select(v => v.Id).SingleAsync();
    }

    private static async Task<HttpStatusCode> Assign(TestHost host, Guid elder, Guid visitor, string from)
    {
        using var answer = await host.SubmitAsync(
            $"/elders/{elder}/responsible",
            ("Visitor", visitor.ToString()),
            ("From", from)
        );
        return answer.StatusCode;
    }

    private static Task<int> Unassigned(TestHost host, Scope scope) =>
        host.Do<UnassignedElders, int>(unassigned => unassigned.Count(scope, CancellationToken.None));
}
