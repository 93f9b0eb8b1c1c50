using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

public sealed class RunDailyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Catching_up_after_weeks_gives_what_daily_runs_would_have_given(Store store)
    {
        await using var daily = await RandomHistory.Tell(store, seed: 7, elders: 6, days: 40, daily: true);
        await using var slept = await RandomHistory.Tell(store, seed: 7, elders: 6, days: 40, daily: false);

        Assert.Equal(await Say(daily), await Say(slept));
    }

    [Theory, BothStores]
    public async Task Running_again_changes_nothing(Store store)
    {
        await using var story = await RandomHistory.Tell(store, seed: 8, elders: 6, days: 40);
        await story.Daily();
        var before = await Say(story);

        await story.Daily();
        await story.Daily(everybody: true);

        Assert.Equal(before, await Say(story));
    }

    [Theory, BothStores]
    public async Task A_run_that_was_killed_is_taken_up_where_it_stopped(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var done = await story.Enrol();
        var left = await story.Enrol();
        story.On("2026-08-01", "00:00");
        await story.Write(
            db => db.DailyRuns.Add(new DailyRun { Day = story.Clock.ChinaDay, StartedAt = story.Clock.GetUtcNow() }),
            done
        );

        story.On("2026-08-01", "00:05");
        var run = await story.Daily();

        Assert.NotNull(run.FinishedAt);
        Assert.Equal(1, run.Elders);
        var july = await story.Row(left, "national-2022-73/goal", "2026-07-01");
        Assert.Equal(ObligationState.Missed, july.State);
    }

    [Theory, BothStores]
    public async Task Somebody_who_cannot_be_reconciled_does_not_stop_the_others(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var broken = await story.Enrol();
        var whole = await story.Enrol();
        await using (var db = story.Open())
        {
            db.ElderFacts.Add(story.Fact(broken, Policy.FactKind.IndividualCadence, story.Clock.ChinaDay, "nonsense"));
            await db.SaveChangesAsync(Cancel);
        }

        story.On("2026-08-01", "00:01");
        var run = await story.Daily();

        Assert.Equal(1, run.Elders);
        Assert.Contains(broken.ToString("N"), run.Problem, StringComparison.Ordinal);
        Assert.Contains(await story.Ledger(whole), o => o.PeriodFrom == LedgerStory.Day("2026-08-01"));
    }

    [Theory, BothStores]
    public async Task The_day_is_claimed_once(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => story.Daily()));

        await using var db = story.Open();
        Assert.Equal(LedgerStory.Day("2026-07-01"), (await db.DailyRuns.SingleAsync(Cancel)).Day);
    }

    [Theory, BothStores]
    public async Task What_the_columns_repeat_is_the_newest_outcome(Store store)
    {
        await using var story = await RandomHistory.Tell(store, seed: 9, elders: 6, days: 40);
        await using var db = story.Open();
        var outcomes = (await db.ObligationOutcomes.ToListAsync(Cancel)).ToLookup(x => x.ObligationId);

        foreach (var row in await db.Obligations.ToListAsync(Cancel))
        {
            var newest = outcomes[row.Id].MaxBy(x => x.Ordinal);
            Assert.Equal(
                (newest?.Kind ?? ObligationState.Due, newest?.Why, newest?.VisitId, newest?.OnSite ?? false),
                (row.State, row.StateWhy, row.StateVisitId, row.StateOnSite)
            );
        }
    }

    /// <summary>The whole ledger in words, without the ids that each store makes for itself.</summary>
    private static async Task<string> Say(LedgerStory story)
    {
        await using var db = story.Open();
        var order = (await db.Elders.ToListAsync(Cancel)).OrderBy(e => e.CreatedAt).Select(e => e.Id).ToList();
        var outcomes = (await db.ObligationOutcomes.ToListAsync(Cancel)).ToLookup(x => x.ObligationId);
        var overdue = (await db.Elders.ToListAsync(Cancel)).Select(e => $"{order.IndexOf(e.Id)} {Late(e)}").Order();
        var rows = (await db.Obligations.ToListAsync(Cancel))
            .OrderBy(o => (order.IndexOf(o.ElderId), o.PeriodFrom, o.Rule, o.Occasion))
            .Select(o =>
                $"{order.IndexOf(o.ElderId)} {o.Rule} {o.Occasion} {o.PeriodFrom} {o.From} {o.Until} {o.AtLeast} {o.Modes} {o.CountedInId} {o.OpenedAt:O} {o.State} {o.StateWhy}"
                + string.Concat(
                    outcomes[o.Id]
                        .OrderBy(x => x.Ordinal)
                        .Select(x => $"\n    {x.Ordinal} {x.Kind} {x.HappenedOn} {x.RecordedAt:O} {x.Why} {x.OnSite}")
                )
            );
        return string.Join('\n', rows.Concat(overdue));
    }

    private static string Late(Elder elder) => $"{elder.OverdueSince} {elder.OverdueRule}";
}
