using Tanfang.Privacy.Retaining;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Privacy;

public sealed class RetentionTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Who_left_is_listed_from_the_day_on_which_the_period_ends_and_nobody_else(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Enrol(Desk.Draft("测试在册"));
        var died = await host.Enrol(Desk.Draft("测试去世"));
        var moved = await host.Enrol(Desk.Draft("测试迁出"));
        await host.EnterFact(died, "leave", ("Form.Key", "died"), ("Form.On", "2026-11-10"));
        await host.EnterFact(moved, "leave", ("Form.Key", "moved"), ("Form.On", "2026-11-10"));

        Assert.Equal([], await Due(host, "2028-11-09"));
        Assert.Equal([moved], await Due(host, "2028-11-10"));
        Assert.Equal([moved], await Due(host, "2029-11-09"));
        Assert.Equal(new[] { died, moved }.Order(), (await Due(host, "2029-11-10")).Order());

        var page = await host.Page("/retention");
        Assert.Contains("2 份档案", page, StringComparison.Ordinal);
        Assert.Contains("测**世", page, StringComparison.Ordinal);
        Assert.DoesNotContain("测试去世", page, StringComparison.Ordinal);
        Assert.DoesNotContain("测**册", page, StringComparison.Ordinal);
        var asked = await host.SubmitAsync("/retention", ("ids", $"{died}"), ("ids", $"{moved}"));
        Assert.Equal("/erasures", asked.Headers.Location?.OriginalString);
        Assert.Contains("已提出，等批准", await host.Page("/retention"), StringComparison.Ordinal);
        Assert.NotNull((await host.Elder(died)).WrappedKey);
    }

    [Fact]
    public void Every_period_says_on_what_it_rests_and_whether_that_is_law()
    {
        Assert.All(RetentionPeriods.All, p => Assert.NotEmpty(p.Basis));
        Assert.All(
            RetentionPeriods.All.Where(p => !p.IsLaw),
            p => Assert.StartsWith("本系统的解释", p.Basis, StringComparison.Ordinal)
        );
        Assert.All(
            RetentionPeriods.All.Where(p => p.IsLaw),
            p => Assert.Contains("第", p.Basis, StringComparison.Ordinal)
        );
    }

    private static async Task<IEnumerable<Guid>> Due(TestHost host, string day)
    {
        host.Clock.ChinaDay = DateOnly.Parse(day, null);
        var due = await host.Do<FindExpired, IReadOnlyList<Expired>>(f => f.List(Scope.Everything, 100, Cancel));
        Assert.Equal(
            due.Count,
            (
                await host.Do<FindExpired, IReadOnlyList<(RetentionPeriod, int People)>>(f =>
                    f.Count(Scope.Everything, Cancel)
                )
            ).Sum(c => c.People)
        );
        return due.Select(e => e.Elder.Id);
    }
}
