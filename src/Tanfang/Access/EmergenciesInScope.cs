using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>The emergencies in which people of the scope were opened.</summary>
public static class EmergenciesInScope
{
    public static IQueryable<EmergencyAccess> EmergenciesOf(this TanfangDb db, Scope scope)
    {
        var places = db.Divisions.Within(scope);
        return db.EmergencyAccesses.Where(e => places.Any(d => d.Id == e.DivisionId));
    }
}
