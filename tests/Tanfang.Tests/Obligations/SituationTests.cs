using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Obligations.Running;
using Tanfang.Obligations.Situations;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

public sealed class SituationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task A_lockdown_opens_a_remote_round_for_its_area_and_cancelling_withdraws_it(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var inside = await story.Enrol();
        var outside = await story.Enrol(village: "140426102201");
        story.On("2026-11-03");
        var opened = await Open(story, "140426101", "2026-11-03", null);

        var progress = await story.Do<ReadSituations, AreaProgress?>(read => read.Progress(opened.Value.Id, Cancel));
        Assert.Equal((0, 1), (progress!.Done, progress.Total));
        await story.Do<ReconcileAreas, Reconciled>(areas => areas.Run(Cancel));
        progress = await story.Do<ReadSituations, AreaProgress?>(read => read.Progress(opened.Value.Id, Cancel));
        Assert.True(progress!.Finished);

        var extra = Assert.Single(await Extras(story, inside));
        Assert.Equal(ObligationState.Due, extra.State);
        Assert.Empty(await Extras(story, outside));

        story.On("2026-11-04");
        var cancelled = await story.Do<KeepSituations, Result<SituationWindow>>(keep =>
            keep.Cancel(Actor.Local, opened.Value.Id, "登记有误", Cancel)
        );
        Assert.True(cancelled.Succeeded);
        await story.Do<ReconcileAreas, Reconciled>(areas => areas.Run(Cancel));
        Assert.Equal(ObligationState.Withdrawn, Assert.Single(await Extras(story, inside)).State);
    }

    [Theory, BothStores]
    public async Task Somebody_of_the_area_who_cannot_be_reconciled_does_not_stop_the_others(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var broken = await story.Enrol();
        var whole = await story.Enrol();
        await using (var db = story.Open())
        {
            db.ElderFacts.Add(story.Fact(broken, Policy.FactKind.IndividualCadence, story.Clock.ChinaDay, "nonsense"));
            await db.SaveChangesAsync(Cancel);
        }

        story.On("2026-11-03");
        await Open(story, "140426101", "2026-11-03", null);
        var done = await story.Do<ReconcileAreas, Reconciled>(areas => areas.Run(Cancel));

        Assert.Equal(1, done.Elders);
        Assert.Single(await Extras(story, whole));
        Assert.Empty(await Extras(story, broken));
    }

    [Theory, BothStores]
    public async Task Whoever_saw_an_older_version_is_told_so(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");
        var opened = await Open(story, "140426", "2026-11-03", null);
        var draft = new SituationDraft(
            null,
            null,
            LedgerStory.Day("2026-11-03"),
            LedgerStory.Day("2026-11-20"),
            "解除"
        );
        await story.Do<KeepSituations, Result<SituationWindow>>(keep =>
            keep.Amend(Actor.Local, opened.Value.Id, draft, Cancel)
        );

        var again = await story.Do<KeepSituations, Result<SituationWindow>>(keep =>
            keep.Amend(Actor.Local, opened.Value.Id, draft, Cancel)
        );

        Assert.Equal("situation.changed", Assert.Single(again.Refusals).Code);
    }

    [Theory, BothStores]
    public async Task What_is_missing_is_named_and_nothing_is_written(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-11-02");

        var refused = await story.Do<KeepSituations, Result<SituationWindow>>(keep =>
            keep.Open(Actor.Local, new SituationDraft("storm", null, null, null, " "), Cancel)
        );

        Assert.Equal(["Kind", "Division", "From", "Basis"], refused.Refusals.Select(r => r.Field));
        await using var db = story.Open();
        Assert.Empty(await db.Situations.ToListAsync(Cancel));
    }

    private static async Task<Result<SituationWindow>> Open(LedgerStory story, string area, string from, string? last)
    {
        await using var db = story.Open();
        var division = await db.Divisions.SingleAsync(d => d.Code == area, Cancel);
        var draft = new SituationDraft(
            "lockdown",
            division,
            LedgerStory.Day(from),
            last is null ? null : LedgerStory.Day(last),
            "县指挥部通告"
        );
        return await story.Do<KeepSituations, Result<SituationWindow>>(keep => keep.Open(Actor.Local, draft, Cancel));
    }

    private static async Task<List<Obligation>> Extras(LedgerStory story, Guid elder) =>
        [.. (await story.Ledger(elder)).Where(o => o.Occasion.Length > 0)];
}
