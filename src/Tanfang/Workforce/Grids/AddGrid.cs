using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>增加网格: in a village, from today on.</summary>
public sealed class AddGrid(TanfangDb db, WriteGate gate, GridsOfDay grids, GridRows rows)
{
    /// <param name="everybody">Puts all people of the village who are in no grid into it.</param>
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        int divisionId,
        string? name,
        bool everybody,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var village = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == divisionId, cancel);
                if (
                    village is not { Level: DivisionLevel.Village }
                    || !scope.Covers(village)
                    || !village.IsValidOn(rows.Today)
                )
                {
                    return GridRows.No("village", "没有选村（社区）", "网格属于一个村、社区或嘎查", "Division");
                }

                if (await rows.WrongName(scope, divisionId, name, cancel) is { } refusal)
                {
                    return refusal;
                }

                var grid = await rows.Add(actor, divisionId, name!, cancel);
                if (everybody)
                {
                    var unplaced = grids.Unplaced(scope, rows.Today).Where(e => e.HomeId == divisionId);
                    await rows.Place.Run(
                        grid,
                        await unplaced.Select(e => e.Id).ToListAsync(cancel),
                        rows.Today,
                        cancel
                    );
                }

                return grid;
            },
            cancel
        );
}
