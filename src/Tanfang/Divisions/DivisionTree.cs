namespace Tanfang.Divisions;

/// <summary>Everything below a division, as one comparison on either store.</summary>
public static class DivisionTree
{
    /// <summary>The division itself and all below it.</summary>
    public static IQueryable<Division> Within(this IQueryable<Division> divisions, int id) =>
        divisions.Where(d =>
            d.Id == id || d.ProvinceId == id || d.CityId == id || d.CountyId == id || d.TownshipId == id
        );
}
