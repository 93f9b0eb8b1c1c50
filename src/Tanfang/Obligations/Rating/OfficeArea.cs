using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Obligations.Rating;

/// <summary>The smallest division in which all people of this store live: what a page shows when nobody said which.</summary>
public sealed class OfficeArea(TanfangDb db, DivisionLookup divisions)
{
    /// <summary>Null when there is nobody, or when they live in several provinces.</summary>
    public async Task<NamedDivision?> Find(CancellationToken cancel)
    {
        var homes = await db
            .Elders.Select(e => e.HomeId)
            .Distinct()
            .Join(
                db.Divisions,
                id => id,
                d => d.Id,
                (_, d) =>
                    new
                    {
                        d.ProvinceId,
                        d.CityId,
                        d.CountyId,
                        d.TownshipId,
                    }
            )
            .Distinct()
            .ToListAsync(cancel);
        int?[] common =
        [
            One(homes.Select(h => h.TownshipId)),
            One(homes.Select(h => h.CountyId)),
            One(homes.Select(h => h.CityId)),
            One(homes.Select(h => (int?)h.ProvinceId)),
        ];
        return common.FirstOrDefault(id => id is not null) is { } found ? await divisions.Named(found, cancel) : null;
    }

    private static int? One(IEnumerable<int?> ids) => ids.Distinct().Take(2).ToList() is [{ } only] ? only : null;
}
