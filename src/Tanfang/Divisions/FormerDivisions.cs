using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions;

/// <summary>A division as it was called once, and where its people are now (several after a split, none when nobody lived there).</summary>
public sealed record FormerDivision(Division Then, IReadOnlyList<Division> Now);

/// <summary>What there is no longer in a county: withdrawn divisions, and names that were changed.</summary>
public sealed class FormerDivisions(TanfangDb db, DivisionLookup lookup, TimeProvider clock)
{
    public async Task<IReadOnlyList<FormerDivision>> In(int countyId, CancellationToken cancel)
    {
        var today = clock.Today();
        var rows = await db
            .Divisions.AsNoTracking()
            .Where(d => d.CountyId == countyId)
            .Where(d => d.ValidUntil != null || db.FormerNames.Any(n => n.DivisionId == d.Id))
            .ToListAsync(cancel);
        var found = new List<FormerDivision>();
        foreach (var division in rows)
        {
            var now = await lookup.Successors(division, today, cancel);
            if (!division.IsValidOn(today))
            {
                found.Add(new FormerDivision(division, now));
            }

            var names = await db.FormerNames.AsNoTracking().Where(n => n.DivisionId == division.Id).ToListAsync(cancel);
            found.AddRange(names.Select(n => new FormerDivision(As(division, n), now)));
        }

        return found;
    }

    private static Division As(Division d, FormerName name) =>
        new()
        {
            Id = d.Id,
            Code = name.Code,
            Name = name.Name,
            Level = d.Level,
            ParentId = d.ParentId,
            ProvinceId = d.ProvinceId,
            CityId = d.CityId,
            CountyId = d.CountyId,
            TownshipId = d.TownshipId,
            ValidFrom = d.ValidFrom,
            ValidUntil = name.Until,
        };
}
