using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>Which households of a round. Unknown words are ignored, as if they had not been asked.</summary>
/// <param name="State">all (the default), open, answered, excused.</param>
/// <param name="Presence">A household in which somebody was found so.</param>
public sealed record HouseholdFilter(int? Area, string? State, string? Presence, int? Page = null, int? Size = null);

public sealed record HouseholdRow(
    Guid Id,
    int VillageId,
    ScreeningState State,
    string? FoundAs,
    IReadOnlyList<(string Name, string? Presence)> People,
    DateOnly? AskedOn,
    string? Excuse
);

/// <summary>The households of a round in the order of going through: one page of them.</summary>
public sealed class FindHouseholds(TanfangDb db, Vault vault)
{
    public async Task<Page<HouseholdRow>> Run(Scope scope, Guid round, HouseholdFilter filter, CancellationToken cancel)
    {
        var size = Page<HouseholdRow>.SizeFrom(filter.Size);
        var rows = Filtered(db.HouseholdsOf(scope, round).AsNoTracking(), filter);
        var total = await rows.CountAsync(cancel);
        var number = Math.Clamp(filter.Page ?? 1, 1, Math.Max(1, (total + size - 1) / size));
        var items = await InOrder(rows).Skip((number - 1) * size).Take(size).ToListAsync(cancel);
        return new Page<HouseholdRow>(await Shown(scope, items, cancel), number, size, total);
    }

    /// <summary>The next household of the village that is still open; null when there is none.</summary>
    public async Task<Guid?> Next(Scope scope, ScreeningHousehold after, CancellationToken cancel)
    {
        var open = db.HouseholdsOf(scope, after.RoundId)
            .Where(h => h.VillageId == after.VillageId && h.State == ScreeningState.Open && h.Id != after.Id);
        var ids = await open.OrderBy(h => h.Position < after.Position)
            .ThenBy(h => h.Position)
            .ThenBy(h => h.Id)
            .Select(h => h.Id)
            .Take(1)
            .ToListAsync(cancel);
        return ids.Count == 0 ? null : ids[0];
    }

    private IQueryable<ScreeningHousehold> Filtered(IQueryable<ScreeningHousehold> rows, HouseholdFilter filter)
    {
        if (filter.Area is { } area)
        {
            var places = db.Divisions.Within(area);
            rows = rows.Where(h => places.Any(d => d.Id == h.VillageId));
        }

        if (PresenceWords.Of(filter.Presence) is { Code: var code })
        {
            rows = rows.Where(h => db.ScreeningPersons.Any(p => p.RowId == h.Id && p.Presence == code));
        }

        return filter.State switch
        {
            "open" => rows.Where(h => h.State == ScreeningState.Open),
            "answered" => rows.Where(h => h.State == ScreeningState.Answered),
            "excused" => rows.Where(h => h.State == ScreeningState.Excused),
            _ => rows,
        };
    }

    private IQueryable<ScreeningHousehold> InOrder(IQueryable<ScreeningHousehold> rows) =>
        rows.Join(db.Divisions, h => h.VillageId, d => d.Id, (h, d) => new { h, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.h.Position)
            .ThenBy(x => x.h.Id)
            .Select(x => x.h);

    private async Task<List<HouseholdRow>> Shown(Scope scope, List<ScreeningHousehold> rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var people = await db
            .ScreeningPersons.Where(p => ids.Contains(p.RowId))
            .Join(
                db.EldersOf(scope),
                p => p.ElderId,
                e => e.Id,
                (p, e) =>
                    new
                    {
                        p,
                        e.Name,
                        e.PinyinKey,
                    }
            )
            .ToListAsync(cancel);
        var answers = rows.Select(r => r.AnswerId).OfType<Guid>().ToList();
        var asked = await db
            .ScreeningAnswers.Where(a => answers.Contains(a.Id))
            .Select(a => new
            {
                a.RowId,
                a.AskedOn,
                a.Excuse,
            })
            .ToDictionaryAsync(a => a.RowId, cancel);
        var peopleOf = people.ToLookup(p => p.p.RowId);
        return
        [
            .. rows.Select(r => new HouseholdRow(
                r.Id,
                r.VillageId,
                r.State,
                ScreeningSeals.Found(vault, r),
                [
                    .. peopleOf[r.Id]
                        .OrderBy(p => p.PinyinKey, StringComparer.Ordinal)
                        .Select(p => (p.Name, p.p.Presence)),
                ],
                asked.GetValueOrDefault(r.Id)?.AskedOn,
                asked.GetValueOrDefault(r.Id)?.Excuse
            )),
        ];
    }
}
