using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Visits;

public class CorrectCareTests
{
    [Theory, BothStores]
    public async Task Correction_keeps_the_number_leaves_the_old_readable_and_is_what_is_printed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var page = $"/elders/{elder}/care/new";
        await host.FillAsync(page, [("what", "理发"), ("servedBy", "李服务"), ("satisfaction", "满意")]);
        await using var db = host.Store.Open();
        var first = await db.CareActs.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        var opened = await host.OpenAsync($"{page}?corrects={first.Id}");
        var (_, done) = await host.FillAsync($"{page}?corrects={first.Id}", [("what", "送药上门")]);
        var (again, _) = await host.FillAsync($"{page}?corrects={first.Id}", [("what", "别的")], opened: opened);
        var stranger = await host.AddElder("测试乙");
        var body = """ "what":"理发","servedBy":["李服务"] """;
        var foreign = await host.SendAsync(host.Item(stranger, body, kind: "care", corrects: first.Id));

        Assert.Contains(">理发</textarea>", opened, StringComparison.Ordinal);
        Assert.Equal($"/elders/{elder}/care", done);
        Assert.Contains("已有更正", again, StringComparison.Ordinal);
        Assert.Equal("corrects-unknown", foreign.Code());
        var acts = await db
            .CareActs.AsNoTracking()
            .OrderBy(c => c.ReceivedAt)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 1], acts.Select(c => c.Ordinal));
        Assert.Equal((acts[1].Id, acts[1].ReceivedAt), (acts[0].ReplacedById, acts[0].ClosedAt));
        Assert.Equal(
            1,
            (await db.Elders.SingleAsync(e => e.Id == elder, TestContext.Current.CancellationToken)).CareCount
        );
        var list = await host.OpenAsync($"/elders/{elder}/care");
        Assert.Contains("送药上门", list, StringComparison.Ordinal);
        Assert.Contains("登记：2026-11-19，理发，李服务，满意", list, StringComparison.Ordinal);
        Assert.Contains(
            "送药上门",
            await host.OpenAsync($"/elders/{elder}/form?care={acts[1].Id}"),
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.OpenAsync($"/elders/{elder}/form?care={first.Id}")
        );
    }
}
