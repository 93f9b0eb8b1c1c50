using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce;

/// <summary>Visitors by where they work, within what the reader may see.</summary>
public static class VisitorsInScope
{
    public static IQueryable<Visitor> VisitorsOf(this TanfangDb db, Scope scope)
    {
        if (scope.IsEverything)
        {
            return db.Visitors;
        }

        var ids = scope.Divisions;
        var places = db.Divisions.Where(d =>
            ids.Contains(d.Id)
            || ids.Contains(d.ProvinceId)
            || ids.Contains(d.CityId ?? 0)
            || ids.Contains(d.CountyId ?? 0)
            || ids.Contains(d.TownshipId ?? 0)
        );
        return db.Visitors.Where(v => places.Any(d => d.Id == v.DivisionId));
    }
}
