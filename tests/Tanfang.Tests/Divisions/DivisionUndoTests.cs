using Tanfang.Divisions;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>Every kind of change but a merger (told with it) is taken back by its reverse, and people are where they were.</summary>
public class DivisionUndoTests
{
    private const string Elsewhere = "140426102";

    [Theory, BothStores]
    public async Task What_was_renamed_recoded_moved_converted_split_or_withdrawn_is_there_again_with_its_people(
        Store store
    )
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-03");
        var village = await story.DivisionId(LedgerStory.Village);
        var east = await story.EnrolAt("测试甲", "2组5号", village);
        var west = await story.EnrolAt("测试乙", "4组1号", village);
        story.On("2026-11-12");
        await story.Daily();
        var (before, october) = (await Place(story, east), await story.Rates("2026-10"));

        var renamed = ChangeDesk.New("阳关村民委员会", "");
        await BackAgain(ChangeKind.Rename, null, renamed);
        await BackAgain(ChangeKind.Recode, null, ChangeDesk.New("", "140426101991"));
        await BackAgain(ChangeKind.Move, await story.DivisionId(Elsewhere));
        await BackAgain(ChangeKind.Convert, null, ChangeDesk.New("阳关社区居委会", "140426101992"));
        await BackAgain(
            ChangeKind.Split,
            null,
            ChangeDesk.New("关东村民委员会", LedgerStory.Village, "1-3组"),
            ChangeDesk.New("关西社区居委会", "140426101990", "4-5组")
        );

        var empty = await story.DivisionId("140426101205");
        var gone = await story.Change(ChangeKind.Withdraw, "2026-11-12", [empty]);
        Assert.Null(await story.ByCode("140426101205", "2026-11-12"));
        await Reverse(gone);
        Assert.Equal((await story.Division(empty)).Name, (await story.ByCode("140426101205", "2026-11-13"))?.Name);

        async Task BackAgain(ChangeKind kind, int? into, params Tanfang.Divisions.Changing.TargetInput[] targets)
        {
            var home = await story.Home(east);
            var done = await story.Change(kind, "2026-11-12", [home], into, targets);
            Assert.NotEqual((kind, before), (kind, await Place(story, east)));
            await Reverse(done);
            Assert.Equal((kind, before), (kind, await Place(story, east)));
            Assert.Equal((kind, await story.Home(east)), (kind, await story.Home(west)));
            Assert.Equal(october, await story.Rates("2026-10"));
            var november = await story.Rates("2026-11");
            Assert.Equal("东阳关村民委员会 2/0", ChangeDesk.People(november));
            ChangeDesk.AddUp(november);
        }

        async Task Reverse(DivisionChange done)
        {
            story.Clock.Advance(TimeSpan.FromMinutes(5));
            var reverse = Guid.Empty;
            await story.Undo(done.Id, id => reverse = id);
            Assert.Empty((await story.Preview(reverse)).Refusals.Select(r => $"{done.Kind}: {r.Sentence}"));
            Assert.Empty((await story.Confirm(reverse)).Refusals.Select(r => $"{done.Kind}: {r.Sentence}"));
            story.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    /// <summary>What somebody reads of where an elder lives: name, code, township, and whether it is rural.</summary>
    private static async Task<(string Name, string? Code, int? Township, bool? Rural)> Place(
        LedgerStory story,
        Guid elder
    )
    {
        var home = await story.Division(await story.Home(elder));
        return (home.Name, home.Code, home.TownshipId, DivisionKind.RuralOf(home));
    }
}
