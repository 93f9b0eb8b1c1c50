using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Divisions.Changing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>One village becomes several, or is called otherwise, or lies elsewhere.</summary>
public class DivisionSplitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Split_by_groups_asks_for_those_it_cannot_place_and_keeps_their_responsible(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-12");
        var village = await story.DivisionId(LedgerStory.Village);
        var east = await story.EnrolAt("测试甲", "2组5号", village);
        var west = await story.EnrolAt("测试乙", "第四组", village);
        var unclear = await story.EnrolAt("测试丙丁", "祠堂边上", village);
        var visitor = await Responsible(story, village, east);

        var draft = await story.Draft(
            ChangeKind.Split,
            "2026-11-12",
            [village],
            null,
            ChangeDesk.New("关东村民委员会", LedgerStory.Village, "1-3组"),
            ChangeDesk.New("关西社区居委会", "140426101990", "四组，5组")
        );
        var wanting = Assert.Single((await story.Confirm(draft)).Refusals);
        Assert.Equal(("change.unassigned", PeopleStep), (wanting.Code, wanting.Field));
        Assert.Contains("测**丁", wanting.Reason, StringComparison.Ordinal);

        await Place(story, draft, unclear, "关西社区居委会");
        var preview = await story.Preview(draft);
        Assert.Equal((3, 2), (preview.People, preview.WithoutResponsible));
        Assert.Equal(
            ("东阳关村民委员会", "关东村民委员会", 1),
            preview.Visitors.Select(v => (v.Before, v.After, v.Responsible)).Single()
        );
        Assert.Equal(3, (await story.Confirm(draft)).Value.People);

        var (eastern, western) = (
            await story.Division(await story.Home(east)),
            await story.Division(await story.Home(west))
        );
        Assert.Equal(("关东村民委员会", "关西社区居委会"), (eastern.Name, western.Name));
        Assert.Equal(western.Id, await story.Home(unclear));
        await using var db = story.Open();
        Assert.Null((await db.Responsibilities.SingleAsync(r => r.ElderId == east, Cancel)).Until);
        Assert.Equal(eastern.Id, (await db.Visitors.SingleAsync(v => v.Id == visitor, Cancel)).DivisionId);
        Assert.Equal(2, await story.Do<UnassignedElders, int>(u => u.Count(Scope.Everything, Cancel)));

        // The code goes on with one of them; the name leads to both, and a spreadsheet is asked which is meant.
        Assert.Equal(eastern.Id, (await story.ByCode(LedgerStory.Village, "2026-11-12"))!.Id);
        var county = await story.DivisionId("140426");
        var asked = await story.Do<ResolveVillage, Result<Division>>(r => r.Run(county, "东阳关", "东阳关村", Cancel));
        Assert.Equal("“东阳关村”已分为关东村民委员会、关西社区居委会", Assert.Single(asked.Refusals).Reason);
        var offered = await story.Do<FindDivisions, IReadOnlyList<NamedDivision>>(f => f.Run("东阳关村", Cancel));
        Assert.Equal([eastern.Id, western.Id], offered.Select(o => o.Division.Id));
    }

    [Theory, BothStores]
    public async Task Another_name_code_or_kind_holds_from_its_day_and_the_people_stay(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-03");
        var village = await story.DivisionId(LedgerStory.Village);
        var elder = await story.Enrol();
        story.On("2026-11-12");
        await story.Daily();

        await story.Change(ChangeKind.Rename, "2026-11-05", [village], null, ChangeDesk.New("阳关村民委员会", ""));
        await story.Change(ChangeKind.Recode, "2026-11-06", [village], null, ChangeDesk.New("", "140426101991"));
        Assert.Equal(village, await story.Home(elder));
        Assert.Equal("东阳关村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-10")));
        Assert.Equal("阳关村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-11")));
        Assert.Equal("东阳关村民委员会", (await story.ByCode(LedgerStory.Village, "2026-11-04"))!.Name);
        Assert.Equal(village, (await story.ByCode(LedgerStory.Village, "2026-11-12"))!.Id);
        Assert.Equal((village, "阳关村民委员会"), Named((await story.ByCode("140426101991", "2026-11-06"))!));
        Assert.Null(await story.ByCode("140426101991", "2026-11-05"));
        var offered = await story.Do<FindDivisions, IReadOnlyList<NamedDivision>>(f => f.Run("东阳关村", Cancel));
        Assert.Equal("原东阳关村民委员会 140426101201，2026-11-05 起改", offered[0].Note);

        var done = await story.Change(
            ChangeKind.Convert,
            "2026-11-08",
            [village],
            null,
            ChangeDesk.New("阳关社区居委会", "140426101991")
        );
        Assert.Equal(1, done.People);
        var community = await story.Division(await story.Home(elder));
        Assert.Equal((false, LedgerStory.Day("2026-11-08")), (DivisionKind.RuralOf(community), community.ValidFrom));
        Assert.Equal("东阳关村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-10")));
        Assert.Equal("阳关社区居委会 1/0", ChangeDesk.People(await story.Rates("2026-11")));
        ChangeDesk.AddUp(await story.Rates("2026-11"));

        static (int, string) Named(Division d) => (d.Id, d.Name);
    }

    [Theory, BothStores]
    public async Task Villages_go_under_another_township_and_past_months_leave_them_where_they_were(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-03");
        var (village, to) = (await story.DivisionId(LedgerStory.Village), await story.DivisionId("140426102"));
        var elder = await story.Enrol();
        await story.Enrol(village: LedgerStory.Neighbour);
        story.On("2026-11-12");
        await story.Daily();
        var before = await story.Rates("2026-11", "140426");

        await story.Change(ChangeKind.Move, "2026-11-12", [village], to);
        var moved = await story.Division(await story.Home(elder));
        Assert.Equal((to, LedgerStory.Village), (moved.TownshipId, moved.Code));
        Assert.Equal("东阳关镇 2/0", ChangeDesk.People(await story.Rates("2026-10", "140426")));
        Assert.Equal("东阳关镇 1/0 上遥镇 1/0", ChangeDesk.People(await story.Rates("2026-11", "140426")));
        Assert.Equal(before[0], (await story.Rates("2026-11", "140426"))[0]);

        // The whole township goes into the other: its villages go over as they are.
        var rest = await story.DivisionId(ChangeDesk.Township);
        await story.Change(ChangeKind.Merge, "2026-11-12", [rest], to);
        Assert.Equal("上遥镇 2/0", ChangeDesk.People(await story.Rates("2026-11", "140426")));
        Assert.Equal("东阳关镇 2/0", ChangeDesk.People(await story.Rates("2026-10", "140426")));
        Assert.Equal(
            "东阳关村民委员会 1/0 火巷道村民委员会 1/0",
            ChangeDesk.People(await story.Rates("2026-11", "140426102"))
        );
        Assert.Equal("东阳关村民委员会 1/0 火巷道村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-10")));
        foreach (var (month, code) in new[] { ("2026-10", "140426"), ("2026-11", "140426"), ("2026-11", "140426102") })
        {
            ChangeDesk.AddUp(await story.Rates(month, code));
        }
    }

    private const string PeopleStep = "people";

    private static async Task<Guid> Responsible(LedgerStory story, int village, Guid elder)
    {
        var visitor = await story.Do<Tanfang.Workforce.Visitors.KeepVisitors, Result<Guid>>(keep =>
            keep.Add(Scope.Everything, Actor.Local, "测试访员", village, Cancel)
        );
        Assert.Empty(
            (
                await story.Do<Tanfang.Workforce.Assigning.AssignResponsible, Result<int>>(assign =>
                    assign.One(
                        Scope.Everything,
                        Actor.Local,
                        elder,
                        visitor.Value,
                        LedgerStory.Day("2026-11-12"),
                        Cancel
                    )
                )
            ).Refusals
        );
        return visitor.Value;
    }

    private static async Task Place(LedgerStory story, Guid draft, Guid elder, string target)
    {
        await using var db = story.Open();
        var part = await db.DivisionChangeParts.SingleAsync(p => p.ChangeId == draft && p.Name == target, Cancel);
        var household = (await db.Elders.SingleAsync(e => e.Id == elder, Cancel)).HouseholdId ?? elder;
        var placed = await story.Do<AssignPeople, Result<Guid>>(assign =>
            assign.Run(Scope.Everything, draft, new Dictionary<Guid, Guid?> { [household] = part.Id }, Cancel)
        );
        Assert.Empty(placed.Refusals);
    }
}
