using Tanfang.Shared;

namespace Tanfang.Divisions;

/// <summary>Everything below a division, as one comparison on either store; what there was on a day.</summary>
public static class DivisionTree
{
    /// <summary>The division itself and all below it.</summary>
    public static IQueryable<Division> Within(this IQueryable<Division> divisions, int id) =>
        divisions.Where(d =>
            d.Id == id || d.ProvinceId == id || d.CityId == id || d.CountyId == id || d.TownshipId == id
        );

    /// <summary>The divisions of a scope, each with all below it.</summary>
    public static IQueryable<Division> Within(this IQueryable<Division> divisions, Scope scope)
    {
        var ids = scope.Divisions;
        return scope.IsEverything
            ? divisions
            : divisions.Where(d =>
                ids.Contains(d.Id)
                || ids.Contains(d.ProvinceId)
                || ids.Contains(d.CityId ?? 0)
                || ids.Contains(d.CountyId ?? 0)
                || ids.Contains(d.TownshipId ?? 0)
            );
    }

    /// <summary>Those that there were on a day: begun by then and not yet ended.</summary>
    public static IQueryable<Division> ValidOn(this IQueryable<Division> divisions, DateOnly day) =>
        divisions.Where(d =>
            (d.ValidFrom == null || d.ValidFrom <= day) && (d.ValidUntil == null || d.ValidUntil > day)
        );
}
