using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Divisions;
using Tanfang.Policy;

namespace Tanfang.Obligations.Rating;

/// <summary>The figures of one division; the shape of contracts.md.</summary>
public sealed record RateRow(
    string Division,
    string Name,
    int Enrolled,
    int Counted,
    int Visited,
    int OnSite,
    int Excused,
    int Refused,
    int NotYetDue,
    int Overdue,
    decimal? Rate,
    decimal? WeeklyOnSiteRate
);

/// <summary>The monthly visit rate of a division (the first row) and its children, by code.</summary>
public sealed record MonthRatesAnswer(DateTimeOffset AsOf, string Definition, IReadOnlyList<RateRow> Rows);

/// <summary>月探访率 of a month, from the ledger's rows alone; a figure, readable more widely than the people in it.</summary>
public sealed class MonthRates(TanfangDb db, DivisionLookup divisions, LedgerTime time, CountOverdue overdue)
{
    private static readonly string Fold = Sql.Text("Obligations/Rating/MonthFigures.sql");
    private static readonly string Now = Fold.Replace("{ledger}", Sql.Text("Obligations/Rating/LedgerNow.sql"));
    private static readonly string AsOf = Fold.Replace("{ledger}", Sql.Text("Obligations/Rating/LedgerAsOf.sql"));
    private static readonly (string Now, string AsOf) Monthly = (WithoutWeeks(Now), WithoutWeeks(AsOf));

    /// <param name="weeks">False leaves out the weekly on-site rate, whose rows are most of the ledger.</param>
    public async Task<MonthRatesAnswer> Run(
        Division division,
        DateOnly month,
        DateTimeOffset? asked,
        CancellationToken cancel,
        bool weeks = true
    )
    {
        var when = await time.Resolve(asked, cancel);
        var figures = await Figures(division, month, when, cancel, weeks);
        var day = RateQuestion.TreeDay(month, when.AsOf);
        var late = await overdue.Run(division, when, day, cancel);
        var children = await Children(division, day, figures.Keys.Union(late.Keys), cancel);
        return new MonthRatesAnswer(
            when.AsOf,
            RateDefinition.Text,
            [
                .. children
                    .Prepend(division)
                    .Select(d => RowOf(d, figures.GetValueOrDefault(d.Id), late.GetValueOrDefault(d.Id))),
            ]
        );
    }

    /// <summary>月探访率 alone, as the ledger said at a past moment, by code: to compare with.</summary>
    public async Task<IReadOnlyDictionary<string, decimal?>> RatesAt(
        Division division,
        DateOnly month,
        DateTimeOffset asOf,
        CancellationToken cancel
    )
    {
        var figures = await Figures(division, month, new FigureTime(asOf, IsNow: false), cancel, weeks: false);
        var day = RateQuestion.TreeDay(month, asOf);
        var children = await Children(division, day, figures.Keys, cancel);
        return children
            .Prepend(division)
            .DistinctBy(d => d.Code)
            .ToDictionary(d => d.Code, d => figures.GetValueOrDefault(d.Id).Rate);
    }

    /// <summary>
    /// The tree of the month: as it was on its last day (or on the day of the figure). Of those that had ended by then, or came later,
    /// whoever still carries a figure is named with their day, so that the rows add up to the first.
    /// </summary>
    private async Task<IEnumerable<Division>> Children(
        Division division,
        DateOnly day,
        IEnumerable<int> counted,
        CancellationToken cancel
    )
    {
        var tree = await divisions.Children(division.Id, day, cancel);
        var rest = counted.Except(tree.Select(d => d.Id).Append(division.Id)).ToList();
        if (rest.Count == 0)
        {
            return tree;
        }

        var others = await db.Divisions.AsNoTracking().Where(d => rest.Contains(d.Id)).ToListAsync(cancel);
        foreach (var other in others)
        {
            other.Name +=
                other.ValidUntil is { } until && until <= day
                    ? $"（{until:yyyy-MM-dd} 撤销）"
                    : $"（{other.ValidFrom:yyyy-MM-dd} 起）";
        }

        return tree.Concat(others).OrderBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Id);
    }

    /// <summary>By id of the division and of its children; those without anybody are missing.</summary>
    public async Task<Dictionary<int, MonthFigures>> Figures(
        Division division,
        DateOnly month,
        FigureTime when,
        CancellationToken cancel,
        bool weeks = true
    )
    {
        List<(string, object?)> parameters =
        [
            ("division", division.Id),
            ("level", (int)division.Level),
            ("month", month),
            ("next", month.AddMonths(1)),
            ("asOfDay", Shared.ChinaTime.DayOf(when.AsOf)),
        ];
        if (!when.IsNow)
        {
            parameters.Add(("asOf", Sql.Instant(db, when.AsOf)));
        }

        var (now, then) = weeks ? (Now, AsOf) : Monthly;
        // A figure may be read where a person may not.
        var rows = await db.Beyond(() => Sql.Query(db, when.IsNow ? now : then, parameters, Read, cancel), cancel);
        return rows.ToDictionary(r => r.Place, r => r.Figures);
    }

    private static (int Place, MonthFigures Figures) Read(DbDataReader row)
    {
        // A sum is wider than what was summed, each store in its own way.
        int At(int column) => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
        return (At(0), new MonthFigures(At(1), At(2), At(3), At(4), At(5), At(6), At(7), At(8)));
    }

    /// <summary>The same statement over fewer rows: the lines that fetch the weeks are marked.</summary>
    private static string WithoutWeeks(string sql) =>
        string.Join('\n', sql.Split('\n').Where(line => !line.EndsWith("-- weekly", StringComparison.Ordinal)));

    private static RateRow RowOf(Division division, MonthFigures f, int overdue) =>
        new(
            division.Code,
            division.Name,
            f.Enrolled,
            f.Counted,
            f.Visited,
            f.OnSite,
            f.Excused,
            f.Refused,
            f.NotYetDue,
            overdue,
            f.Rate,
            f.WeeklyOnSiteRate
        );
}
