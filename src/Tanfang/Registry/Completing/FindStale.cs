using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Completing;

/// <summary>Which files. Unknown words are ignored, as if they had not been asked.</summary>
/// <param name="What">required, stale, or the key of an item that is missing; else required or stale.</param>
/// <param name="Visitor">The responsible person today.</param>
public sealed record StaleFilter(int? DivisionId, string? What, Guid? Visitor, int? Page = null, int? Size = null);

public sealed record StaleRow(
    Guid Id,
    string Name,
    int HomeId,
    string? Responsible,
    IReadOnlyList<FileItem> Missing,
    LastConfirmed Last,
    bool IsStale
);

/// <summary>One page of the worklist: filtered in the store, completed for the page's people only.</summary>
public sealed class FindStale(TanfangDb db, StaleFiles files, RegistryWords words, TimeProvider clock)
{
    public DateOnly Cutoff { get; } = LastConfirmed.Cutoff(clock.Today(), words.StaleMonths);

    public async Task<Page<StaleRow>> Run(Scope scope, StaleFilter filter, CancellationToken cancel)
    {
        var size = Page<StaleRow>.SizeFrom(filter.Size);
        var people = Filtered(scope, filter);
        var total = await people.CountAsync(cancel);
        var number = Math.Clamp(filter.Page ?? 1, 1, Math.Max(1, (total + size - 1) / size));
        var ids = await people
            .Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new { e, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.e.PinyinKey)
            .ThenBy(x => x.e.Id)
            .Skip((number - 1) * size)
            .Take(size)
            .Select(x => x.e.Id)
            .ToListAsync(cancel);
        return new Page<StaleRow>(await Rows(ids, cancel), number, size, total);
    }

    private IQueryable<Elder> Filtered(Scope scope, StaleFilter filter)
    {
        var (people, today) = (files.Registered(scope), clock.Today());
        if (filter.DivisionId is { } division)
        {
            var homes = db.Divisions.Within(division);
            people = people.Where(e => homes.Any(d => d.Id == e.HomeId));
        }

        if (filter.Visitor is { } visitor)
        {
            people = people.Where(e =>
                db.Responsibilities.Any(r =>
                    r.ElderId == e.Id
                    && r.VisitorId == visitor
                    && r.From <= today
                    && (r.Until == null || r.Until > today)
                )
            );
        }

        return filter.What switch
        {
            "required" => files.Incomplete(people),
            "stale" => files.Stale(people),
            _ when FileItem.All.FirstOrDefault(i => i.Key == filter.What) is { } item => files.Lacking(people, item),
            _ => files.Either(people),
        };
    }

    private async Task<List<StaleRow>> Rows(List<Guid> ids, CancellationToken cancel)
    {
        var today = clock.Today();
        var page = db.Elders.AsNoTracking().Where(e => ids.Contains(e.Id));
        var facts = await FileFacts.Of(db, page, today).ToDictionaryAsync(f => f.Id, cancel);
        var last = await LastConfirmed.Of(db, ids, cancel);
        var people = await page.Select(e => new
            {
                e.Id,
                e.Name,
                e.HomeId,
                Responsible = db
                    .Responsibilities.Where(r =>
                        r.ElderId == e.Id && r.From <= today && (r.Until == null || r.Until > today)
                    )
                    .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => v.Name)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(e => e.Id, cancel);
        return
        [
            .. ids.Select(id => people[id])
                .Select(e => new StaleRow(
                    e.Id,
                    e.Name,
                    e.HomeId,
                    e.Responsible,
                    [.. FileItem.All.Where(i => i.IsMissing(facts[e.Id]))],
                    last[e.Id],
                    last[e.Id].On <= Cutoff
                )),
        ];
    }
}
