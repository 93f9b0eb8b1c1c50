using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce;

/// <summary>Who belongs to which grid on a day; the one definition. Whoever moved out of the grid's village is unplaced.</summary>
public sealed class GridsOfDay(TanfangDb db, RegistryWords words)
{
    /// <summary>Grids of the villages that the reader may see, as of a day.</summary>
    public IQueryable<Grid> Grids(Scope scope, DateOnly on)
    {
        var grids = db.Grids.Where(g => g.From <= on && (g.Until == null || g.Until > on));
        if (scope.IsEverything)
        {
            return grids;
        }

        var places = db.Divisions.Within(scope);
        return grids.Where(g => places.Any(d => d.Id == g.DivisionId));
    }

    public IQueryable<GridPlace> Places(DateOnly on) =>
        db.GridPlaces.Where(p => p.From <= on && (p.Until == null || p.Until > on));

    /// <summary>The people of one grid: in the register today, placed on that day.</summary>
    public IQueryable<Elder> In(Scope scope, Guid grid, DateOnly on)
    {
        var places = Places(on);
        return Registered(scope, on)
            .Where(e =>
                places.Any(p => p.ElderId == e.Id && p.GridId == grid)
                && db.Grids.Any(g => g.Id == grid && g.DivisionId == e.HomeId)
            );
    }

    /// <summary>未编入网格: in the register and in no grid of the village where they live.</summary>
    public IQueryable<Elder> Unplaced(Scope scope, DateOnly on)
    {
        var places = Places(on);
        return Registered(scope, on)
            .Where(e =>
                !places.Any(p => p.ElderId == e.Id && db.Grids.Any(g => g.Id == p.GridId && g.DivisionId == e.HomeId))
            );
    }

    public IQueryable<Elder> Registered(Scope scope, DateOnly on)
    {
        var bornUntil = on.AddYears(-words.ElderAge);
        return db.EldersOf(scope).Where(e => e.LeftOn == null && e.BirthDate <= bornUntil);
    }

    /// <summary>The grid worker of a day; null when there is none.</summary>
    public IQueryable<GridWorker> Workers(DateOnly on) =>
        db.GridWorkers.Where(w => w.From <= on && (w.Until == null || w.Until > on));
}
