using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>How many copies of a township's sheets printed in a month are not yet in their archive.</summary>
public sealed record TownshipOut(int TownshipId, DateOnly Month, int Printed, int County, int Township, int Missing);

/// <summary>One copy that is still out.</summary>
public sealed record CopyOut(
    Guid SheetId,
    CopyFor Copy,
    CopyState State,
    DateOnly StateOn,
    DateOnly PrintedOn,
    string Name,
    int HomeId,
    Guid? VisitId
);

/// <summary>未归档: copies that were printed and are not in the archive they are meant for.</summary>
public sealed class CopiesOut(TanfangDb db)
{
    /// <summary>By township and month of printing; townships in administrative order, months from the oldest.</summary>
    public async Task<IReadOnlyList<TownshipOut>> Count(Scope scope, CancellationToken cancel)
    {
        var rows = await All(scope)
            .GroupBy(r => new
            {
                Township = r.Home.TownshipId ?? r.Home.Id,
                r.Sheet.PrintedOn!.Value.Year,
                r.Sheet.PrintedOn!.Value.Month,
            })
            .Select(g => new
            {
                g.Key,
                Printed = g.Count(),
                County = g.Count(r => r.Copy.Copy == CopyFor.County && r.Copy.State != CopyState.Received),
                Township = g.Count(r => r.Copy.Copy == CopyFor.Township && r.Copy.State != CopyState.Received),
                Missing = g.Count(r => r.Copy.State == CopyState.Missing),
            })
            .ToListAsync(cancel);
        var ids = rows.Select(r => r.Key.Township).Distinct().ToList();
        var order = await db.Divisions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Code, cancel);
        return
        [
            .. rows.Where(r => r.County + r.Township > 0)
                .OrderBy(r => order[r.Key.Township])
                .ThenBy(r => (r.Key.Year, r.Key.Month))
                .Select(r => new TownshipOut(
                    r.Key.Township,
                    new DateOnly(r.Key.Year, r.Key.Month, 1),
                    r.Printed,
                    r.County,
                    r.Township,
                    r.Missing
                )),
        ];
    }

    public async Task<Page<CopyOut>> List(
        Scope scope,
        int? township,
        DateOnly? month,
        int page,
        CancellationToken cancel
    )
    {
        const int size = 50;
        var rows = All(scope).Where(r => r.Copy.State != CopyState.Received);
        if (township is { } id)
            rows = rows.Where(r => r.Home.TownshipId == id || r.Home.Id == id);
        if (month is { } first)
            rows = rows.Where(r => r.Sheet.PrintedOn >= first && r.Sheet.PrintedOn < first.AddMonths(1));
        var items = await rows.OrderBy(r => r.Home.Code)
            .ThenBy(r => r.Elder.PinyinKey)
            .ThenBy(r => r.Sheet.Id)
            .ThenBy(r => r.Copy.Copy)
            .Skip((page - 1) * size)
            .Take(size)
            .Select(r => new CopyOut(
                r.Sheet.Id,
                r.Copy.Copy,
                r.Copy.State,
                r.Copy.StateOn,
                r.Sheet.PrintedOn!.Value,
                r.Elder.Name,
                r.Elder.HomeId,
                r.Sheet.VisitId
            ))
            .ToListAsync(cancel);
        return new Page<CopyOut>(items, page, size, await rows.CountAsync(cancel));
    }

    private IQueryable<Row> All(Scope scope) =>
        from copy in db.SheetCopies.AsNoTracking()
        join sheet in db.PrintedSheets on copy.SheetId equals sheet.Id
        join file in db.Elders on sheet.ElderId equals file.Id
        join elder in db.EldersOf(scope) on file.MergedIntoId ?? file.Id equals elder.Id
        join home in db.Divisions on elder.HomeId equals home.Id
        where sheet.RevokedAt == null && copy.State != CopyState.Replaced
        select new Row
        {
            Copy = copy,
            Sheet = sheet,
            Elder = elder,
            Home = home,
        };

    private sealed class Row
    {
        public required SheetCopy Copy { get; init; }

        public required PrintedSheet Sheet { get; init; }

        public required Elder Elder { get; init; }

        public required Division Home { get; init; }
    }
}
