using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>拆分网格: from today on, and nobody who belonged to it belongs to none afterwards.</summary>
public sealed class SplitGrid(TanfangDb db, WriteGate gate, GridsOfDay grids, GridRows rows)
{
    /// <summary>Those chosen go to a new grid of the same village; the rest stay where they are.</summary>
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid gridId,
        string? name,
        IReadOnlyCollection<Guid> chosen,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                if (await rows.Find(scope, gridId, cancel) is not { } grid)
                {
                    return GridRows.Unknown;
                }

                var members = await grids.In(scope, gridId, rows.Today).Select(e => e.Id).ToListAsync(cancel);
                var moving = members.Intersect(chosen).ToList();
                if (moving.Count == 0 || moving.Count == members.Count)
                {
                    return GridRows.No(
                        "split",
                        "没有选人，或选了全部",
                        "请勾选要分到新网格的老人，至少留一位",
                        "Elders"
                    );
                }

                if (await rows.WrongName(scope, grid.DivisionId, name, cancel) is { } refusal)
                {
                    return refusal;
                }

                var added = await rows.Add(actor, grid.DivisionId, name!, cancel);
                await rows.Place.Run(added, moving, rows.Today, cancel);
                await rows.Write(actor, "grid.split", gridId, $"people={moving.Count}", cancel);
                return added;
            },
            cancel
        );
}
