using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Workforce.Assigning;

namespace Tanfang.Workforce.Grids;

/// <summary>编入网格, 确定网格员: people into a grid; a worker for it, who becomes responsible for its people only when somebody says so.</summary>
public sealed class StaffGrid(
    TanfangDb db,
    WriteGate gate,
    GridsOfDay grids,
    PlaceElders place,
    AssignResponsible assign,
    TimeProvider clock
)
{
    /// <summary>People of the grid's village, chosen by hand.</summary>
    /// <returns>How many were put there.</returns>
    public Task<Result<int>> Place(
        Scope scope,
        Actor actor,
        Guid gridId,
        IReadOnlyCollection<Guid> chosen,
        CancellationToken cancel
    ) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var today = clock.Today();
                var grid = await grids.Grids(scope, today).SingleOrDefaultAsync(g => g.Id == gridId, cancel);
                if (grid is null)
                {
                    return new Refusal("grid.unknown", "没有选网格，或网格已不在", "请从名单选择", "Grid");
                }

                var people = await grids
                    .Registered(scope, today)
                    .Where(e => e.HomeId == grid.DivisionId && chosen.Contains(e.Id))
                    .Select(e => e.Id)
                    .ToListAsync(cancel);
                if (people.Count == 0)
                {
                    return new Refusal("grid.nobody", "没有选老人", "请勾选住在这个村（社区）的老人", "Elders");
                }

                await place.Run(gridId, people, today, cancel);
                var detail = $"people={people.Count}";
                db.Changes.Add(ChangeEntry.Of(actor, clock, "grid.placed", gridId.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return people.Count;
            },
            cancel
        );

    /// <param name="follow">Which people of the grid get the worker as responsible person too.</param>
    /// <returns>How many people have the worker as responsible person now.</returns>
    public async Task<Result<int>> Worker(
        Scope scope,
        Actor actor,
        Guid gridId,
        Guid? visitorId,
        Follow follow,
        CancellationToken cancel
    )
    {
        var today = clock.Today();
        var staffed = await gate.Write<Result<int>>(
            db,
            async () =>
            {
                var grid = await grids.Grids(scope, today).SingleOrDefaultAsync(g => g.Id == gridId, cancel);
                var visitor = await db.VisitorsOf(scope)
                    .SingleOrDefaultAsync(v => v.Id == visitorId && v.Until == null, cancel);
                if (grid is null || visitor is null)
                {
                    return new Refusal("grid.worker", "没有选网格员", "请从名单选择，或先增加探访人员", "Visitor");
                }

                foreach (
                    var before in await db
                        .GridWorkers.Where(w => w.GridId == gridId && w.Until == null)
                        .ToListAsync(cancel)
                )
                {
                    if (before.From >= today)
                    {
                        db.GridWorkers.Remove(before);
                    }

                    before.Until = today;
                }

                db.GridWorkers.Add(
                    new GridWorker
                    {
                        Id = Guid.CreateVersion7(clock.Now()),
                        GridId = gridId,
                        VisitorId = visitor.Id,
                        From = today,
                    }
                );
                db.Changes.Add(ChangeEntry.Of(actor, clock, "grid.staffed", gridId.ToString("N"), $"{visitor.Id:N}"));
                await db.SaveChangesAsync(cancel);
                return 0;
            },
            cancel
        );
        return !staffed.Succeeded || follow == Follow.Nobody
            ? staffed
            : await assign.Grid(scope, actor, grids.In(scope, gridId, today), follow, visitorId, today, cancel);
    }
}

/// <summary>Whose responsible person follows the grid worker.</summary>
public enum Follow
{
    Nobody = 0,

    /// <summary>Those who have nobody.</summary>
    Unassigned = 1,

    /// <summary>Everybody of the grid; the one before ends.</summary>
    Everybody = 2,
}
