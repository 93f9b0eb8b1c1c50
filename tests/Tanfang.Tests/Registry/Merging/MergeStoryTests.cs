using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry.Merging;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Registry.Merging;

/// <summary>One person, two files: found, merged, visited under either, undone; on both stores.</summary>
public sealed class MergeStoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Two_files_of_one_person_are_merged_visited_and_parted_and_no_figure_of_before_moves(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var (kept, merged) = (await host.EnrolOne(), await host.EnrolOther());
        host.On("2026-10-20");
        await host.Visited(merged, "2026-10-20");
        host.On("2026-11-03");
        await host.Visited(merged, "2026-11-03");
        host.On("2026-11-09");
        await host.Daily();
        var before = host.Clock.Now();
        Assert.Equal((2, 1), await host.Figures("2026-11", before, kept, merged));

        host.On("2026-11-10");
        Assert.Empty((await host.Join(kept, merged)).Refusals);
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(kept, "2026-11"));
        Assert.Equal((ObligationState.Withdrawn, Whys.Merged), await host.Month(merged, "2026-11"));
        Assert.Equal((ObligationState.Missed, null), await host.Month(kept, "2026-10"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(merged, "2026-10"));
        Assert.Equal((2, 1), await host.Figures("2026-11", before, kept, merged));
        Assert.Equal((1, 1), await host.Figures("2026-11", host.Clock.Now(), kept, merged));
        Assert.Equal((2, 1), await host.Figures("2026-10", host.Clock.Now(), kept, merged));

        var file = await host.Elder(kept);
        Assert.Equal("|leftBehind|livingAlone|", file.CategoriesNow);
        Assert.Equal(2, file.VisitCount);
        Assert.NotNull(file.IdNumberIndex);
        Assert.Null((await host.Elder(merged)).IdNumberIndex);
        Assert.Contains(
            "已并入同一人的另一份档案",
            await host.OpenAsync($"/elders/{merged}"),
            StringComparison.Ordinal
        );
        var page = await host.OpenAsync($"/elders/{kept}");
        Assert.Contains("原属另一份档案", page, StringComparison.Ordinal);
        Assert.Contains("并入本档案", page, StringComparison.Ordinal);
        Assert.Contains("张小梅", page, StringComparison.Ordinal);
        Assert.Contains("张小梅", await host.OpenAsync($"/elders/{kept}/form"), StringComparison.Ordinal);
        Assert.DoesNotContain("张贵英", await host.OpenAsync("/elders?state=all"), StringComparison.Ordinal);

        // From the phone that still has the other file: late, and of today.
        host.On("2026-11-15");
        await host.Visited(merged, "2026-10-25");
        var today = await host.SendAsync(host.Item(merged, day: "2026-11-15"));
        Assert.Equal(4, (int)today["ordinal"]!);
        Assert.Equal((ObligationState.Missed, null), await host.Month(kept, "2026-10"));
        Assert.Contains("第 4 次", await host.OpenAsync($"/elders/{kept}/visits"), StringComparison.Ordinal);
        var own = await host.Visited(kept, "2026-11-15");

        host.On("2026-11-20");
        Assert.Equal("merge.unknown", Assert.Single((await host.Join(kept, merged)).Refusals).Code);
        Assert.Empty((await host.Part(merged)).Refusals);
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(kept, "2026-11"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(merged, "2026-11"));
        Assert.Equal("|livingAlone|", (await host.Elder(kept)).CategoriesNow);
        Assert.Null((await host.Elder(kept)).IdNumberIndex);
        Assert.NotNull((await host.Elder(merged)).IdNumberIndex);
        Assert.DoesNotContain("张小梅", await host.OpenAsync($"/elders/{kept}"), StringComparison.Ordinal);
        Assert.Equal((2, 1), await host.Figures("2026-11", before, kept, merged));
        Assert.Equal(own, (await Newest(host, kept)).Id);

        // Together again, and parted with the visit that was the other's all along.
        Assert.Empty((await host.Join(merged, kept)).Refusals);
        Assert.Empty((await PartLast(host, kept, [])).Refusals);
    }

    [Theory, BothStores]
    public async Task An_undoing_takes_the_visit_from_what_is_open_and_leaves_what_ended_meanwhile(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var (kept, merged) = (await host.EnrolOne(), await host.EnrolOther());
        host.On("2026-10-31");
        await host.Visited(merged, "2026-10-31");
        Assert.Empty((await host.Join(kept, merged)).Refusals);
        host.On("2026-11-01");
        await host.Visited(merged, "2026-11-01");
        var ended = host.Clock.Now();
        Assert.Equal((1, 1), await host.Figures("2026-10", ended, kept, merged));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(kept, "2026-11"));

        host.On("2026-11-12");
        Assert.Empty((await host.Part(merged)).Refusals);

        Assert.Equal((1, 1), await host.Figures("2026-10", host.Clock.Now(), kept, merged));
        Assert.Equal((ObligationState.Due, Whys.Parted), await host.Month(kept, "2026-11"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(merged, "2026-11"));
        await using var db = host.Store.Open();
        var row = Assert.Single(await db.ElderMerges.ToListAsync(Cancel));
        Assert.NotNull(row.UndoneAt);
        Assert.Equal(
            2,
            await db.Changes.CountAsync(c => c.Action.StartsWith("elder.merge") && c.SubjectId == $"{kept:N}", Cancel)
        );
    }

    [Theory, BothStores]
    public async Task Merged_into_a_file_that_is_merged_itself_a_visit_counts_at_the_end_of_the_chain(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 11, 2)));
        var (last, middle) = (await host.EnrolOne(), await host.EnrolOther());
        var first = await host.Enrol(Desk.Draft("张桂瑛") with { EnrolledOn = host.Clock.ChinaDay });
        host.On("2026-11-03");
        Assert.Empty((await host.Join(middle, first)).Refusals);
        Assert.Empty((await host.Join(last, middle)).Refusals);
        await host.Visited(first, "2026-11-03");
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(last, "2026-11"));

        host.On("2026-11-05");
        Assert.Empty((await host.Part(middle)).Refusals);
        Assert.Equal((ObligationState.Due, Whys.Parted), await host.Month(last, "2026-11"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(middle, "2026-11"));
        Assert.Equal((ObligationState.Withdrawn, Whys.Merged), await host.Month(first, "2026-11"));
    }

    [Theory, BothStores]
    public async Task A_visit_and_a_merge_at_once_end_in_one_person_visited(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 11, 2)));
        var (kept, merged) = (await host.EnrolOne(), await host.EnrolOther());
        host.On("2026-11-03");

        var visits = Enumerable.Range(0, 3).Select(_ => host.Visited(merged, "2026-11-03"));
        var join = host.Join(kept, merged);
        await Task.WhenAll([.. visits, join]);

        Assert.Empty((await join).Refusals);
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(kept, "2026-11"));
        Assert.Equal((1, 1), await host.Figures("2026-11", host.Clock.Now(), kept, merged));
    }

    private static async Task<Tanfang.Visits.Visit> Newest(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        return await db.Visits.Where(v => v.ElderId == elder).OrderByDescending(v => v.Ordinal).FirstAsync(Cancel);
    }

    private static async Task<Result<Guid>> PartLast(TestHost host, Guid merged, Guid[] visits)
    {
        await using var db = host.Store.Open();
        var row = await db.ElderMerges.SingleAsync(m => m.MergedId == merged && m.UndoneAt == null, Cancel);
        return await host.Do<UndoMerge, Result<Guid>>(u =>
            u.Run(Scope.Everything, Actor.Local, row.Id, "核实为两人", visits, Cancel)
        );
    }
}
