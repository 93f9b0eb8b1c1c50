using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Obligations.Finding;

/// <summary>An elder who is overdue; the shape of contracts.md.</summary>
public sealed record OverdueItem(
    Guid ElderId,
    string Name,
    string Division,
    DateOnly OverdueSince,
    int Days,
    string Rule,
    DateOnly? LastVisit,
    string? Responsible
);

/// <summary>A stretch of the overdue list and the mark after which the next one begins; null at the end.</summary>
public sealed record OverdueItems(DateTimeOffset AsOf, IReadOnlyList<OverdueItem> Items, string? Next);

/// <summary>逾期: who lives in a division and is overdue as of the last reconciliation, longest first, by keyset.</summary>
public sealed class FindOverdue(TanfangDb db, TimeProvider clock)
{
    public async Task<OverdueItems> Run(
        Scope scope,
        int? divisionId,
        int size,
        OverdueMark? after,
        CancellationToken cancel
    )
    {
        var now = clock.Now();
        var today = ChinaTime.DayOf(now);
        var query = Query(scope, divisionId);
        if (after is { } mark)
        {
            query = query.Where(e =>
                e.OverdueSince > mark.Since || (e.OverdueSince == mark.Since && e.Id.CompareTo(mark.Elder) > 0)
            );
        }

        var rows = await query
            .OrderBy(e => e.OverdueSince)
            .ThenBy(e => e.Id)
            .Take(size + 1)
            .Select(e => new OverdueItem(
                e.Id,
                e.Name,
                db.Divisions.Where(d => d.Id == e.HomeId).Select(d => d.Code).First(),
                e.OverdueSince!.Value,
                0,
                e.OverdueRule!,
                db.Visits.Where(v => v.ElderId == e.Id && v.Counts && v.ClosedAt == null)
                    .Max(v => (DateOnly?)v.HappenedOn),
                db.Responsibilities.Where(r =>
                        r.ElderId == e.Id && r.From <= today && (r.Until == null || r.Until > today)
                    )
                    .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => v.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancel);
        var items = rows.Take(size).Select(i => i with { Days = today.DayNumber - i.OverdueSince.DayNumber }).ToList();
        return new OverdueItems(now, items, rows.Count > size ? OverdueMark.Of(items[^1]).ToString() : null);
    }

    public Task<int> Count(Scope scope, int? divisionId, CancellationToken cancel) =>
        Query(scope, divisionId).CountAsync(cancel);

    private IQueryable<Elder> Query(Scope scope, int? divisionId)
    {
        var elders = db.EldersOf(scope).AsNoTracking().Where(e => e.OverdueSince != null);
        return divisionId is { } id ? elders.Where(e => db.Divisions.Within(id).Any(d => d.Id == e.HomeId)) : elders;
    }
}

/// <summary>Where a stretch of the overdue list ended: day and elder.</summary>
public sealed record OverdueMark(DateOnly Since, Guid Elder)
{
    public static OverdueMark Of(OverdueItem item) => new(item.OverdueSince, item.ElderId);

    /// <summary>Null when it is none of ours.</summary>
    public static OverdueMark? Parse(string text) =>
        text.Split('_') is [var day, var elder]
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)
        && Guid.TryParseExact(elder, "N", out var id)
            ? new OverdueMark(since, id)
            : null;

    public override string ToString() => $"{Since:yyyyMMdd}_{Elder:N}";
}
