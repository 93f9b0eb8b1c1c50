using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>Villages change from a day on; the months before keep their tree.</summary>
public class DivisionChangeTests
{
    private const string NewVillage = "双阳村民委员会";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Two_villages_become_one_and_the_months_before_keep_both(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-10-01");
        var (a, b) = (await story.DivisionId(LedgerStory.Village), await story.DivisionId(LedgerStory.Neighbour));
        Guid[] elders = [await story.Enrol(), await story.Enrol(), await story.Enrol(village: LedgerStory.Neighbour)];
        await story.Visit(elders[0], "2026-10-01");
        story.On("2026-11-19");
        await story.Daily();
        var (october, november) = (await story.Rates("2026-10"), await story.Rates("2026-11"));

        var draft = await story.Draft(
            ChangeKind.Merge,
            "2026-11-10",
            [a, b],
            null,
            ChangeDesk.New(NewVillage, LedgerStory.Village)
        );
        var preview = await story.Preview(draft);
        Assert.Equal(3, preview.People);
        Assert.Equal(3, preview.WithoutResponsible);
        Assert.Equal(
            ["东阳关村民委员会→双阳村民委员会 2", "火巷道村民委员会→双阳村民委员会 1"],
            preview.Crossings.Select(c => $"{c.From}→{c.To} {c.People}")
        );
        var done = await story.Confirm(draft);
        var again = await story.Confirm(draft);

        Assert.Equal((ChangeState.Effective, 3), (done.Value.State, done.Value.People));
        Assert.Equal(done.Value.EffectiveAt, again.Value.EffectiveAt);
        Assert.Equal(october, await story.Rates("2026-10"));
        Assert.Equal("东阳关村民委员会 2/1 火巷道村民委员会 1/0", ChangeDesk.People(october));
        var now = await story.Rates("2026-11");
        Assert.Equal($"{NewVillage} 3/0", ChangeDesk.People(now));
        Assert.Equal(november[0], now[0]);
        ChangeDesk.AddUp(now);
        ChangeDesk.AddUp(october);
        var into = await story.Home(elders[2]);
        foreach (var elder in elders)
            Assert.Equal(into, await story.Home(elder));
        Assert.Equal(
            (a, into, into),
            await Codes(story, LedgerStory.Village, "2026-11-09", "2026-11-10", "2026-11-11")
        );

        // What is told late of a day before the change counts where it was; the present month counts where it is now.
        await story.Visit(elders[1], "2026-10-20");
        await story.Visit(elders[1], "2026-11-05");
        Assert.Equal("东阳关村民委员会 2/2 火巷道村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-10")));
        Assert.Equal($"{NewVillage} 3/1", ChangeDesk.People(await story.Rates("2026-11")));
        await Found(story, into);
        Assert.Equal(
            ["11月10日起，东阳关村民委员会、火巷道村民委员会合并为双阳村民委员会"],
            await Sentences(story, "2026-11-01")
        );
        Assert.Empty(await Sentences(story, "2026-10-01"));

        await Undone(story, done.Value.Id, elders, (a, b));
    }

    [Theory, BothStores]
    public async Task Plan_for_the_first_of_a_month_takes_effect_by_the_run_of_that_day_however_late(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var (a, b) = (await story.DivisionId(LedgerStory.Village), await story.DivisionId(LedgerStory.Neighbour));
        var elder = await story.Enrol();
        var plan = await story.Change(ChangeKind.Merge, "2026-12-01", [a], b);
        Assert.Equal((ChangeState.Planned, a), (plan.State, await story.Home(elder)));

        story.On("2026-11-30");
        await story.Daily();
        Assert.Equal(a, await story.Home(elder));
        Assert.Equal(a, (await story.ByCode(LedgerStory.Village, "2026-11-30"))!.Id);

        // The office slept over the day: the run of the third does what the run of the first would have done.
        story.On("2026-12-03");
        await story.Daily();
        Assert.Equal(b, await story.Home(elder));
        Assert.Equal((a, b, b), await Codes(story, LedgerStory.Village, "2026-11-30", "2026-12-01", "2026-12-02"));
        await using (var db = story.Open())
        {
            var moved = await db.ElderFacts.SingleAsync(f => f.ElderId == elder && f.DivisionId == b, Cancel);
            Assert.Equal(
                (LedgerStory.Day("2026-12-01"), Policy.ChinaTime.Midnight(LedgerStory.Day("2026-12-01"))),
                (moved.On, moved.RecordedAt)
            );
        }

        Assert.Equal("东阳关村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-11")));
        Assert.Equal("火巷道村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-12")));

        // Late news: before the change somebody had moved into what is no more; the next run takes them along.
        var late = await story.Enrol(village: "140426101203");
        await story.Write(
            db =>
            {
                db.ElderFacts.Add(story.Fact(late, FactKind.Residence, LedgerStory.Day("2026-11-20"), null, a));
                db.Elders.Single(e => e.Id == late).HomeId = a;
            },
            late
        );
        story.On("2026-12-04");
        await story.Daily();
        Assert.Equal(b, await story.Home(late));
    }

    [Theory, BothStores]
    public async Task Chain_of_mergers_leads_to_its_end_and_circles_are_refused(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-12");
        var (a, b) = (await story.DivisionId(LedgerStory.Village), await story.DivisionId(LedgerStory.Neighbour));
        var (c, township) = (await story.DivisionId("140426101203"), await story.DivisionId(ChangeDesk.Township));
        var elder = await story.Enrol();
        async Task Refused(string code, ChangeKind kind, string on, int[] from, int? into, params Made[] targets)
        {
            var id = await story.Draft(kind, on, from, into, [.. targets.Select(t => ChangeDesk.New(t.Name, t.Code))]);
            Assert.Contains(code, (await story.Confirm(id)).Refusals.Select(r => r.Code));
        }

        await Refused("change.same", ChangeKind.Merge, "2026-11-12", [a, b], a);
        await Refused("change.level", ChangeKind.Merge, "2026-11-12", [a], township);
        await Refused("change.closed", ChangeKind.Merge, "2026-10-31", [a], b);
        await Refused(
            "change.codeUsed",
            ChangeKind.Merge,
            "2026-11-12",
            [a, b],
            null,
            new Made(NewVillage, "140426101203")
        );
        await Refused(
            "change.codeForm",
            ChangeKind.Merge,
            "2026-11-12",
            [a, b],
            null,
            new Made(NewVillage, "14042610199")
        );
        await Refused(
            "change.codePlace",
            ChangeKind.Merge,
            "2026-11-12",
            [a, b],
            null,
            new Made(NewVillage, "140425101999")
        );
        await Refused(
            "change.kindOfName",
            ChangeKind.Merge,
            "2026-11-12",
            [a, b],
            null,
            new Made("双阳", "140426101999")
        );
        await Refused("change.rural", ChangeKind.Rename, "2026-11-12", [a], null, new Made("东阳关社区居委会", ""));
        await Refused("change.inhabited", ChangeKind.Withdraw, "2026-11-12", [a], null);
        await Refused("change.county", ChangeKind.Merge, "2026-11-12", [a], await story.DivisionId("140425100200"));

        await story.Change(ChangeKind.Merge, "2026-11-10", [a], b);
        await story.Change(ChangeKind.Merge, "2026-11-11", [b], c);
        Assert.Equal(c, await story.Home(elder));
        Assert.Equal((b, c, c), await Codes(story, LedgerStory.Village, "2026-11-10", "2026-11-11", "2026-11-12"));
        await Refused("change.invalid", ChangeKind.Merge, "2026-11-12", [c], b);

        var d = await story.DivisionId("140426101205");
        var plan = await story.Change(ChangeKind.Merge, "2026-12-01", [c], d);
        await Refused("change.planned", ChangeKind.Merge, "2026-12-01", [d], c);
        await story.Do<Tanfang.Divisions.Changing.ConfirmChange, bool>(async confirm =>
            (await confirm.Cancel(Scope.Everything, Actor.Local, plan.Id, Cancel)).Value.State == ChangeState.Cancelled
        );
        story.On("2026-12-01");
        await story.Daily();
        Assert.Equal(c, await story.Home(elder));
    }

    private sealed record Made(string Name, string Code);

    private static async Task<(int, int, int)> Codes(LedgerStory story, string code, string a, string b, string c) =>
        ((await story.ByCode(code, a))!.Id, (await story.ByCode(code, b))!.Id, (await story.ByCode(code, c))!.Id);

    /// <summary>The old name and the old code are found, and say what became of them; a spreadsheet may go on using them.</summary>
    private static async Task Found(LedgerStory story, int into)
    {
        foreach (var typed in new[] { "火巷道", LedgerStory.Neighbour, "黎城 火巷道村" })
        {
            var found = Assert.Single(
                await story.Do<FindDivisions, IReadOnlyList<NamedDivision>>(f => f.Run(typed, Cancel))
            );
            Assert.Equal((into, "原火巷道村民委员会 140426101202，2026-11-10 并入"), (found.Division.Id, found.Note));
        }

        var county = await story.DivisionId("140426");
        foreach (var village in new[] { "火巷道村", "东阳关村", "双阳村" })
        {
            var meant = await story.Do<ResolveVillage, Result<Division>>(r => r.Run(county, "东阳关", village, Cancel));
            Assert.Equal(into, meant.Value.Id);
        }
    }

    private static async Task<IReadOnlyList<string>> Sentences(LedgerStory story, string month)
    {
        var township = await story.Division(await story.DivisionId(ChangeDesk.Township));
        return await story.Do<ChangesOfMonth, IReadOnlyList<string>>(c =>
            c.Run(township, LedgerStory.Day(month), Cancel)
        );
    }

    /// <summary>The reverse: everybody goes back to a village of the old name; nothing that was has gone.</summary>
    private static async Task Undone(LedgerStory story, Guid change, Guid[] elders, (int A, int B) old)
    {
        var october = await story.Rates("2026-10");
        var reverse = Guid.Empty;
        await story.Undo(change, id => reverse = id);
        await story.Undo(change, id => Assert.Equal(reverse, id));
        Assert.Empty((await story.Preview(reverse)).Refusals.Select(r => r.Sentence));
        Assert.Equal(3, (await story.Confirm(reverse)).Value.People);

        var (first, third) = (
            await story.Division(await story.Home(elders[0])),
            await story.Division(await story.Home(elders[2]))
        );
        Assert.Equal(("东阳关村民委员会", LedgerStory.Village), (first.Name, first.Code));
        Assert.Equal(("火巷道村民委员会", LedgerStory.Neighbour), (third.Name, third.Code));
        Assert.DoesNotContain(first.Id, new[] { old.A, old.B });
        Assert.Equal(october, await story.Rates("2026-10"));
        Assert.Equal("东阳关村民委员会 2/1 火巷道村民委员会 1/0", ChangeDesk.People(await story.Rates("2026-11")));
        ChangeDesk.AddUp(await story.Rates("2026-11"));
    }
}
