using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Divisions;
using Tanfang.Obligations.Rating;

namespace Tanfang.Obligations.Charting;

/// <summary>A table that is also drawn: the numbers stand once, in the page; the drawing reads them there.</summary>
/// <param name="Series">The heads of the columns behind the first.</param>
/// <param name="Rows">What a line is of, and a number for each series; null where there is none.</param>
public sealed record ChartTable(
    string Title,
    string Kind,
    string What,
    IReadOnlyList<string> Series,
    IReadOnlyList<(string Name, IReadOnlyList<decimal?> Values)> Rows
);

/// <summary>The month and the quarter of a division, all from MonthRates and the ledger's own weeks.</summary>
public sealed class ReadCharts(MonthRates rates, MonthLedger ledger, LedgerTime time)
{
    /// <summary>月探访率 by child, and the share of each week's on-site visits that were made.</summary>
    public async Task<(DateTimeOffset AsOf, IReadOnlyList<ChartTable> Tables)> Run(
        Division division,
        DateOnly month,
        CancellationToken cancel
    )
    {
        var months = Enumerable.Range(-2, 3).Select(month.AddMonths).ToList();
        var answers = new List<MonthRatesAnswer>();
        foreach (var each in months)
        {
            answers.Add(await rates.Run(division, each, null, cancel, weeks: false));
        }

        var now = answers[^1];
        var rows = now.Rows.Where((r, i) => i == 0 || answers.Any(a => Of(a, r)?.Enrolled > 0)).ToList();
        return (
            now.AsOf,
            [
                new ChartTable(
                    $"{Word(month)}月探访率",
                    "bar",
                    "区划",
                    ["月探访率"],
                    [.. rows.Select(r => (Name(r, now), One(r.Rate)))]
                ),
                await Weeks(division, month, cancel),
                new ChartTable(
                    "三个月并列",
                    "bar",
                    "区划",
                    [.. months.Select(Word)],
                    [
                        .. rows.Select(r =>
                            (Name(r, now), (IReadOnlyList<decimal?>)[.. answers.Select(a => Of(a, r)?.Rate)])
                        ),
                    ]
                ),
            ]
        );
    }

    private async Task<ChartTable> Weeks(Division division, DateOnly month, CancellationToken cancel)
    {
        var when = await time.Resolve(null, cancel);
        var weeks = await ledger
            .Weekly(new RateQuestion(division, month, null), when)
            .GroupBy(r => r.Until)
            .Select(g => new
            {
                Until = g.Key,
                All = g.Count(),
                Done = g.Sum(r => r.State == ObligationState.Fulfilled && !r.Substituted ? 1 : 0),
            })
            .OrderBy(w => w.Until)
            .ToListAsync(cancel);
        return new ChartTable(
            $"{Word(month)}每周上门完成率",
            "line",
            "周",
            ["周上门完成率"],
            [
                .. weeks.Select(w =>
                    ($"{w.Until.AddDays(-7):MM-dd} 至 {w.Until.AddDays(-1):MM-dd}", One(Share(w.Done, w.All)))
                ),
            ]
        );
    }

    /// <summary>Rounded down to 0.1, as every rate is.</summary>
    private static decimal? Share(int done, int all) => all == 0 ? null : Math.Floor(done * 1000m / all) / 10;

    private static IReadOnlyList<decimal?> One(decimal? value) => [value];

    private static RateRow? Of(MonthRatesAnswer answer, RateRow row) =>
        answer.Rows.FirstOrDefault(r => r.Division == row.Division);

    private static string Name(RateRow row, MonthRatesAnswer answer) =>
        row == answer.Rows[0] ? $"{row.Name}（合计）" : row.Name;

    private static string Word(DateOnly month) => month.ToString("yyyy年M月", CultureInfo.InvariantCulture);
}
