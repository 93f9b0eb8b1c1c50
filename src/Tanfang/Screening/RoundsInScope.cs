using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Screening;

/// <summary>Rounds of counties in which the reader may see somebody; the people of a round still go through their own scope.</summary>
public static class RoundsInScope
{
    public static IQueryable<ScreeningRound> RoundsOf(this TanfangDb db, Scope scope)
    {
        if (scope.IsEverything)
        {
            return db.ScreeningRounds;
        }

        var places = db.Divisions.Within(scope);
        return db.ScreeningRounds.Where(r => places.Any(d => d.Id == r.DivisionId || d.CountyId == r.DivisionId));
    }

    /// <summary>Households in villages that the reader may see.</summary>
    public static IQueryable<ScreeningHousehold> HouseholdsOf(this TanfangDb db, Scope scope, Guid round)
    {
        var rows = db.ScreeningHouseholds.Where(h => h.RoundId == round);
        if (scope.IsEverything)
        {
            return rows;
        }

        var places = db.Divisions.Within(scope);
        return rows.Where(h => places.Any(d => d.Id == h.VillageId));
    }
}
