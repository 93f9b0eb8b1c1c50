using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>The door through which every query about people goes: no scope, no person.</summary>
public static class EldersInScope
{
    /// <summary>The elders whose present home lies in the scope.</summary>
    public static IQueryable<Elder> EldersOf(this TanfangDb db, Scope scope) =>
        db.FilesOf(scope).Where(e => e.MergedIntoId == null);

    /// <summary>The same with the files that are read under another file of the same person (并档). Nobody who was erased.</summary>
    public static IQueryable<Elder> FilesOf(this TanfangDb db, Scope scope) =>
        db.RowsOf(scope).Where(e => e.ErasedOn == null);

    /// <summary>Those of whom nothing but the row is left, for saying so.</summary>
    public static IQueryable<Elder> ErasedOf(this TanfangDb db, Scope scope) =>
        db.RowsOf(scope).Where(e => e.ErasedOn != null);

    private static IQueryable<Elder> RowsOf(this TanfangDb db, Scope scope)
    {
        if (scope.IsEverything)
        {
            return db.Elders;
        }

        var homes = db.Divisions.Within(scope);
        if (scope.Assigned is not { Visitors.Count: > 0 } assigned)
        {
            return db.Elders.Where(e => homes.Any(d => d.Id == e.HomeId));
        }

        var (visitors, on) = (assigned.Visitors, assigned.On);
        var responsible = db.Responsibilities.Where(r =>
            visitors.Contains(r.VisitorId) && r.From <= on && (r.Until == null || r.Until > on)
        );
        return db.Elders.Where(e => homes.Any(d => d.Id == e.HomeId) || responsible.Any(r => r.ElderId == e.Id));
    }

    /// <summary>Whether people who live there are in the scope.</summary>
    public static bool Covers(this Scope scope, Division home) =>
        scope.IsEverything
        || new[] { home.Id, home.ProvinceId, home.CityId, home.CountyId, home.TownshipId }
            .OfType<int>()
            .Any(scope.Divisions.Contains);
}
