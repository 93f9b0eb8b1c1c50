using Tanfang.Data;
using Tanfang.Divisions;
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

        var places = db.Divisions.Within(scope);
        return db.Visitors.Where(v => places.Any(d => d.Id == v.DivisionId));
    }
}
