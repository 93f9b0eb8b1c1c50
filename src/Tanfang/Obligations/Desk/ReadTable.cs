using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Rating;
using Tanfang.Shared;

namespace Tanfang.Obligations.Desk;

/// <summary>A line of the table: this month's figures, the rate of a week ago, and where the next level down is.</summary>
public sealed record DeskRow(RateRow Now, decimal? WeekAgo, bool IsTotal)
{
    public bool OpensBelow => !IsTotal && Now.Division.Length < 12;

    /// <summary>Percentage points since the same weekday of last week; null when one of the two has no rate.</summary>
    public decimal? Change => Now.Rate - WeekAgo;

    /// <summary>In words; a true minus sign, so that it is read as one.</summary>
    public string ChangeText =>
        Change switch
        {
            null => "—",
            0 => "持平",
            > 0 and var up => FormattableString.Invariant($"+{up:0.0}"),
            var down => FormattableString.Invariant($"−{-down:0.0}"),
        };
}

/// <summary>What the desk shows of a month.</summary>
/// <param name="Area">The division whose children are listed; null for a store of several provinces.</param>
/// <param name="Above">The divisions above it that hold people of this store, from the top.</param>
/// <param name="WeekAgo">The moment compared with; null in the first week of a month, which has nothing to be compared with.</param>
public sealed record DeskTable(
    NamedDivision? Area,
    IReadOnlyList<Division> Above,
    DateOnly Month,
    DateTimeOffset AsOf,
    DateTimeOffset? WeekAgo,
    IReadOnlyList<DeskRow> Rows
);

/// <summary>乡镇表: the month's figures of a division and its children, in administrative order, never ranked; all of them from MonthRates.</summary>
public sealed class ReadTable(
    TanfangDb db,
    DivisionLookup divisions,
    OfficeArea office,
    MonthRates rates,
    TimeProvider clock
)
{
    /// <param name="wanted">The division; null for the smallest that holds everybody.</param>
    /// <returns>Null when there is nobody.</returns>
    public async Task<DeskTable?> Run(Division? wanted, CancellationToken cancel)
    {
        var month = new DateOnly(clock.Today().Year, clock.Today().Month, 1);
        var whole = await office.Find(cancel);
        if (wanted is null && whole is null)
        {
            return await Provinces(month, cancel);
        }

        var area = wanted is null ? whole! : (await divisions.Named([wanted], cancel))[0];
        var (answer, weekAgo, before) = await Compared(area.Division, month, cancel);
        var above = await divisions.Ancestors(area.Division, cancel);
        return new DeskTable(
            area,
            [.. above.Where(d => whole is null || d.Level >= whole.Division.Level)],
            month,
            answer.AsOf,
            weekAgo,
            [
                .. answer
                    .Rows.Select((row, i) => new DeskRow(row, before.GetValueOrDefault(row.Division), i == 0))
                    .Where(r => r.IsTotal || r.Now.Enrolled > 0 || r.Now.Overdue > 0),
            ]
        );
    }

    /// <summary>A store of several provinces: one line for each.</summary>
    private async Task<DeskTable?> Provinces(DateOnly month, CancellationToken cancel)
    {
        var provinces = await db
            .Divisions.AsNoTracking()
            .Where(p => db.Divisions.Any(d => d.ProvinceId == p.Id && db.Elders.Any(e => e.HomeId == d.Id)))
            .Where(p => p.Level == DivisionLevel.Province)
            .OrderBy(p => p.Code)
            .ToListAsync(cancel);
        if (provinces.Count == 0)
        {
            return null;
        }

        var rows = new List<DeskRow>();
        var (asOf, weekAgo) = (DateTimeOffset.MaxValue, (DateTimeOffset?)null);
        foreach (var province in provinces)
        {
            var (answer, then, before) = await Compared(province, month, cancel);
            (asOf, weekAgo) = (answer.AsOf, then);
            rows.Add(new DeskRow(answer.Rows[0], before.GetValueOrDefault(province.Code), false));
        }

        return new DeskTable(null, [], month, asOf, weekAgo, rows);
    }

    private async Task<(MonthRatesAnswer Now, DateTimeOffset? WeekAgo, IReadOnlyDictionary<string, decimal?>)> Compared(
        Division division,
        DateOnly month,
        CancellationToken cancel
    )
    {
        var now = await rates.Run(division, month, null, cancel, weeks: false);
        var then = now.AsOf.AddDays(-7);
        return ChinaTime.DayOf(then) < month
            ? (now, null, new Dictionary<string, decimal?>())
            : (now, then, await rates.RatesAt(division, month, then, cancel));
    }
}
