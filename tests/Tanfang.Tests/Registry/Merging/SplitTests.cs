using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Registry.Merging;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Registry.Merging;

/// <summary>A file that was always two people; files that look alike; who may not see may not merge.</summary>
public sealed class SplitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_file_of_two_people_is_split_with_its_visits_and_put_together_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var elder = await host.EnrolOther();
        host.On("2026-10-10");
        await host.Visited(elder, "2026-10-10");
        host.On("2026-11-04");
        var visit = await host.Visited(elder, "2026-11-04");
        host.On("2026-11-12");
        var asked = new Split(
            elder,
            new ElderDraft
            {
                Name = "测试乙",
                Sex = Sex.Female,
                BirthDate = new(1941, 3, 2),
            },
            ["leftBehind"],
            [visit],
            "双胞胎被登记成一人"
        );
        var result = await host.Do<SplitElder, Result<Guid>>(s => s.Run(Scope.Everything, Actor.Local, asked, Cancel));
        Assert.Empty(result.Refusals);
        var other = result.Value;

        Assert.Equal((ObligationState.Due, Whys.Parted), await host.Month(elder, "2026-11"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(other, "2026-11"));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(elder, "2026-10"));
        Assert.Equal("|livingAlone|", (await host.Elder(elder)).CategoriesNow);
        Assert.Equal("|leftBehind|", (await host.Elder(other)).CategoriesNow);
        Assert.Contains("2026-11-04", await host.OpenAsync($"/elders/{other}/visits"), StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-04", await host.OpenAsync($"/elders/{elder}/visits"), StringComparison.Ordinal);
        Assert.Contains("第 2 次", await host.OpenAsync($"/visits/{visit}"), StringComparison.Ordinal);
        Assert.Contains("拆出", await host.OpenAsync($"/elders/{elder}"), StringComparison.Ordinal);

        // A correction of what was moved stays with whom it was moved to.
        await host.TakenAsync(host.Item(elder, day: "2026-11-05", corrects: visit));
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(other, "2026-11"));
        Assert.Equal(ObligationState.Due, (await host.Month(elder, "2026-11")).Item1);

        Assert.Empty((await host.Join(elder, other)).Refusals);
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(elder, "2026-11"));
    }

    [Theory, BothStores]
    public async Task Likely_pairs_are_found_by_sound_number_and_phone_and_remembered_when_told_apart(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var one = await host.EnrolOne();
        var other = await host.EnrolOther();
        var certificate = TwoFiles.Number(1) + "42";
        var third = await host.Enrol(
            Desk.Draft("测试丙") with
            {
                BirthDate = new(1950, 5, 5),
                Phone = "138 0000 0001",
                DisabilityCertificate = certificate,
            },
            Desk.OtherVillage
        );

        Assert.Equal([Pair(one, other)], await Found(host, AlikeBy.Name));
        Assert.Equal([Pair(one, third)], await Found(host, AlikeBy.Phone));
        Assert.Equal([Pair(other, third)], await Found(host, AlikeBy.Number));
        var page = await host.OpenAsync("/elders/duplicates?by=name");
        Assert.Contains("张贵英", page, StringComparison.Ordinal);
        Assert.DoesNotContain(TwoFiles.Number(1), page, StringComparison.Ordinal);

        using var told = await host.SubmitAsync(
            "/elders/duplicates?by=name",
            ("one", $"{one}"),
            ("other", $"{other}"),
            ("apart", "true")
        );
        Assert.Empty(await Found(host, AlikeBy.Name));
        Assert.Equal([Pair(one, other)], await Found(host, AlikeBy.Apart));

        // Who sees only one of the two villages sees no pair across them, and cannot merge one.
        var village = Scope.Of(await host.DivisionId(Desk.OtherVillage));
        Assert.Empty(await Found(host, AlikeBy.Phone, village));
        Assert.Equal("merge.unknown", Assert.Single((await host.Join(third, one, village)).Refusals).Code);
        var apart = await host.Do<TellApart, Result<bool>>(t => t.Run(village, Actor.Local, one, third, true, Cancel));
        Assert.False(apart.Succeeded);
    }

    [Theory, BothStores]
    public async Task The_pages_lead_from_the_pair_through_the_merge_to_its_undoing(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 11, 2)));
        var (one, other) = (await host.EnrolOne(), await host.EnrolOther());
        var address = $"/elders/merge?kept={one}&merged={other}";
        Assert.Contains("不同", await host.OpenAsync(address), StringComparison.Ordinal);
        var (html, _) = await host.FillAsync(address, []);
        Assert.Contains("没有写核对依据", html, StringComparison.Ordinal);
        var (_, kept) = await host.FillAsync(address, [("Reason", "村委会核对")]);
        Assert.Equal($"/elders/{one}", kept);

        var visit = await host.Visited(one, "2026-11-02");
        host.On("2026-11-03");
        var undo = $"/elders/merges/{(await host.MergeOf(other)).Id}/undo";
        var (_, parted) = await host.FillAsync(undo, [("Reason", "核实为两人"), ("Visits", $"{visit}")]);

        Assert.Equal($"/elders/{other}", parted);
        Assert.Equal((ObligationState.Fulfilled, null), await host.Month(other, "2026-11"));
        Assert.Equal((ObligationState.Due, Whys.Parted), await host.Month(one, "2026-11"));
        Assert.Contains("已撤销", await host.OpenAsync($"/elders/{one}"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.Equal(visit, (await db.VisitMoves.SingleAsync(Cancel)).VisitId);
    }

    private static AlikePair Pair(Guid one, Guid other) =>
        one.CompareTo(other) < 0
            ? new AlikePair { One = one, Other = other }
            : new AlikePair { One = other, Other = one };

    private static async Task<List<AlikePair>> Found(TestHost host, AlikeBy by, Scope? scope = null)
    {
        var page = await host.Do<FindDuplicates, Page<AlikePair>>(f =>
            f.Run(scope ?? Scope.Everything, by, 1, 20, Cancel)
        );
        return [.. page.Items.Select(p => Pair(p.One, p.Other))];
    }
}
