using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Screening.Following;

/// <summary>One village of a round.</summary>
public sealed record VillageFigures(Division Village, RoundFigures Figures);

/// <summary>A round with the figures of each of its villages, in administrative order.</summary>
public sealed record RoundView(ScreeningRound Round, NamedDivision County, IReadOnlyList<VillageFigures> Villages)
{
    public RoundFigures Total => Sum(Villages);

    public IReadOnlyList<VillageFigures> Below(int division) =>
        [
            .. Villages.Where(v =>
                v.Village.Id == division || v.Village.TownshipId == division || Round.DivisionId == division
            ),
        ];

    public static RoundFigures Sum(IEnumerable<VillageFigures> villages) =>
        villages.Aggregate(new RoundFigures(), (sum, village) => sum + village.Figures);
}

/// <summary>The figures of a round in a few queries, however large the county.</summary>
public sealed class ReadRound(TanfangDb db, DivisionLookup divisions)
{
    public async Task<RoundView?> Run(Scope scope, Guid id, CancellationToken cancel)
    {
        var round = await db.RoundsOf(scope).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (round is null)
        {
            return null;
        }

        var rows = await db
            .ScreeningHouseholds.Where(h => h.RoundId == id)
            .GroupBy(h => new { h.VillageId, h.State })
            .Select(g => new
            {
                g.Key.VillageId,
                g.Key.State,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        var people = await db
            .ScreeningPersons.Where(p => p.RoundId == id)
            .Join(db.ScreeningHouseholds, p => p.RowId, h => h.Id, (p, h) => new { h.VillageId, p.Presence })
            .GroupBy(p => p)
            .Select(g => new
            {
                g.Key.VillageId,
                g.Key.Presence,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        var without = await db
            .ScreeningVillageReports.Where(r => r.RoundId == id)
            .Select(r => r.VillageId)
            .ToListAsync(cancel);
        var (byVillage, peopleOf, saidNone) = (
            rows.ToLookup(r => r.VillageId),
            people.ToLookup(p => p.VillageId),
            without.ToHashSet()
        );
        var villages = await Villages(round, [.. rows.Select(r => r.VillageId).Distinct()], cancel);
        return new RoundView(
            round,
            (await divisions.Named(round.DivisionId, cancel))!,
            [
                .. villages.Select(v => new VillageFigures(
                    v,
                    new RoundFigures
                    {
                        Villages = 1,
                        Without = !byVillage.Contains(v.Id) && saidNone.Contains(v.Id) ? 1 : 0,
                        Silent = !byVillage.Contains(v.Id) && !saidNone.Contains(v.Id) ? 1 : 0,
                        Answered = byVillage[v.Id].Where(r => r.State == ScreeningState.Answered).Sum(r => r.Count),
                        Excused = byVillage[v.Id].Where(r => r.State == ScreeningState.Excused).Sum(r => r.Count),
                        Open = byVillage[v.Id].Where(r => r.State == ScreeningState.Open).Sum(r => r.Count),
                        People = peopleOf[v.Id].ToDictionary(p => p.Presence ?? "", p => p.Count),
                    }
                )),
            ]
        );
    }

    /// <summary>
    /// The villages that existed on the opening day, and wherever else somebody on the list lives. Down the tree by parent and then by id: both
    /// have an index, a county's column has none.
    /// </summary>
    private async Task<List<Division>> Villages(ScreeningRound round, List<int> listed, CancellationToken cancel)
    {
        var (county, on) = (round.DivisionId, round.OpenedOn);
        var townships = db.Divisions.Where(d => d.ParentId == county).Select(d => (int?)d.Id);
        var villages = await db
            .Divisions.AsNoTracking()
            .Where(d => townships.Contains(d.ParentId))
            .Where(d => (d.ValidFrom == null || d.ValidFrom <= on) && (d.ValidUntil == null || d.ValidUntil > on))
            .ToListAsync(cancel);
        var others = listed.Except(villages.Select(v => v.Id)).ToList();
        villages.AddRange(await db.Divisions.AsNoTracking().Where(d => others.Contains(d.Id)).ToListAsync(cancel));
        return [.. villages.OrderBy(v => v.Code, StringComparer.Ordinal)];
    }
}
