using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Obligations.Rating;
using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Obligations;

/// <summary>The rates as the hand-written query counts them, against the policy library's fold of the same rows.</summary>
public sealed class MonthRatesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [BothStores(1)]
    [BothStores(2)]
    [BothStores(3)]
    public async Task Random_histories_give_the_figures_of_the_policy_fold(Store store, int seed)
    {
        await using var story = await RandomHistory.Tell(store, seed, elders: 8, days: 70);
        var moments = new DateTimeOffset?[]
        {
            null,
            Policy.ChinaTime.Midnight(LedgerStory.Day("2026-10-20")),
            Policy.ChinaTime.Midnight(LedgerStory.Day("2026-11-01")),
            Policy.ChinaTime.Midnight(LedgerStory.Day("2026-11-09")).AddHours(11),
        };
        foreach (var code in new[] { "140426", "140426101" })
        foreach (var month in new[] { "2026-10-01", "2026-11-01" })
        foreach (var asOf in moments)
        {
            var answer = await Ask(story, code, LedgerStory.Day(month), asOf);
            foreach (var row in answer.Rows)
            {
                if (code == "140426" && row == answer.Rows[0])
                {
                    Assert.Equal(await People(story, row, LedgerStory.Day(month), asOf), Numbers(row));
                }

                var expected = await Fold(story, row.Division, LedgerStory.Day(month), answer.AsOf);
                Assert.Equal(
                    expected,
                    (
                        row.Enrolled,
                        row.Counted,
                        row.Visited,
                        row.OnSite,
                        row.Excused,
                        row.Refused,
                        row.NotYetDue,
                        row.Rate,
                        row.WeeklyOnSiteRate
                    )
                );
            }
        }
    }

    [Theory, BothStores]
    public async Task What_was_reported_for_a_moment_does_not_change_by_what_arrives_later(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var elder = await story.Enrol();
        story.On("2026-08-03");
        await story.Daily();
        var asOf = story.Clock.GetUtcNow();
        var reported = await Ask(story, "1404", LedgerStory.Day("2026-07-01"), null);
        Assert.Equal((1, 0, 1, 0m), Short(reported));

        story.On("2026-08-04");
        await story.Daily();
        await story.Visit(elder, "2026-07-15");

        Assert.Equal((1, 1, 0, 100m), Short(await Ask(story, "1404", LedgerStory.Day("2026-07-01"), null)));
        var again = await Ask(story, "1404", LedgerStory.Day("2026-07-01"), asOf);
        Assert.Equal(reported.AsOf, again.AsOf);
        Assert.Equal(reported.Rows, again.Rows);

        static (int, int, int, decimal?) Short(MonthRatesAnswer a) =>
            (a.Rows[0].Counted, a.Rows[0].Visited, a.Rows[0].Overdue, a.Rows[0].Rate);
    }

    [Theory, BothStores]
    public async Task Days_without_a_run_are_not_pretended_to_be_known(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        await story.Enrol();
        await story.Daily();
        story.On("2026-08-20");

        var late = await Ask(story, "1404", LedgerStory.Day("2026-07-01"), null);
        Assert.Equal(Policy.ChinaTime.Midnight(LedgerStory.Day("2026-07-02")).AddMilliseconds(-1), late.AsOf);

        await story.Daily();
        var caughtUp = await Ask(story, "1404", LedgerStory.Day("2026-07-01"), null);
        Assert.Equal(story.Clock.GetUtcNow(), caughtUp.AsOf);
        Assert.Equal((1, 0, 1), (caughtUp.Rows[0].Counted, caughtUp.Rows[0].Visited, caughtUp.Rows[0].Overdue));
    }

    [Theory, BothStores]
    public async Task Overdue_as_of_a_moment_is_who_was_overdue_then(Store store)
    {
        await using var story = await LedgerStory.Begin(store, "2026-07-01");
        var elder = await story.Enrol();
        story.On("2026-08-03");
        await story.Daily();
        story.On("2026-08-04");
        await story.Daily();
        await story.Visit(elder, "2026-08-04");

        var month = LedgerStory.Day("2026-08-01");
        Assert.Equal(0, (await Ask(story, "1404", month, null)).Rows[0].Overdue);
        Assert.Equal(
            0,
            (await Ask(story, "1404", month, Policy.ChinaTime.Midnight(month).AddSeconds(-1))).Rows[0].Overdue
        );
        var between = await Ask(story, "1404", month, Policy.ChinaTime.Midnight(month));
        Assert.Equal((1, 1), (between.Rows[0].Overdue, between.Rows.Single(r => r.Division == "140426").Overdue));
    }

    /// <summary>How many people each number of the row leads to.</summary>
    private static async Task<string> People(LedgerStory story, RateRow row, DateOnly month, DateTimeOffset? asOf)
    {
        await using var db = story.Open();
        var division = await db.Divisions.SingleAsync(d => d.Code == row.Division, Cancel);
        var counts = new List<int>();
        foreach (var (bucket, _, _, number) in RateBuckets.Columns)
        {
            // A number that is 0 leads nowhere; asking for each of them would take most of the test's time.
            counts.Add(
                number(row) == 0
                    ? 0
                    : (
                        await story.Do<FindPeople, Page<PersonInRate>>(async find =>
                            (
                                await find.Run(
                                    Scope.Everything,
                                    new RateQuestion(division, month, asOf),
                                    bucket,
                                    1,
                                    5,
                                    Cancel
                                )
                            ).People
                        )
                    ).Total
            );
        }

        return string.Join(' ', counts);
    }

    private static string Numbers(RateRow row) => string.Join(' ', RateBuckets.Columns.Select(c => c.Number(row)));

    private static async Task<MonthRatesAnswer> Ask(
        LedgerStory story,
        string code,
        DateOnly month,
        DateTimeOffset? asOf
    )
    {
        await using var db = story.Open();
        var division = await db.Divisions.SingleAsync(d => d.Code == code, Cancel);
        return await story.Do<MonthRates, MonthRatesAnswer>(rates => rates.Run(division, month, asOf, Cancel));
    }

    private static async Task<(int, int, int, int, int, int, int, decimal?, decimal?)> Fold(
        LedgerStory story,
        string code,
        DateOnly month,
        DateTimeOffset asOf
    )
    {
        await using var db = story.Open();
        var division = await db.Divisions.SingleAsync(d => d.Code == code, Cancel);
        var counted = await db.Divisions.Within(division.Id).Select(d => d.Id).ToListAsync(Cancel);
        var rows = (await db.Obligations.ToListAsync(Cancel)).Where(o => counted.Contains(o.CountedInId)).ToList();
        var outcomes = (await db.ObligationOutcomes.ToListAsync(Cancel)).ToLookup(x => x.ObligationId);
        var sum = rows.GroupBy(o => o.ElderId)
            .Select(g => Rates.OfElder([.. g.Select(o => RandomHistory.AsPolicy(o, outcomes[o.Id]))], month, asOf))
            .Aggregate(default(MonthFigures), MonthFigures.Add);
        return (
            sum.Enrolled,
            sum.Counted,
            sum.Visited,
            sum.OnSite,
            sum.Excused,
            sum.Refused,
            sum.NotYetDue,
            sum.Rate,
            sum.WeeklyOnSiteRate
        );
    }
}
