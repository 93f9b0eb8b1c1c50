using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>合并网格: from today on, and nobody who belonged to either belongs to none afterwards.</summary>
public sealed class MergeGrid(TanfangDb db, WriteGate gate, GridsOfDay grids, GridRows rows)
{
    /// <summary>The people of one grid go to the other; the emptied grid ends today, its past days stay.</summary>
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid from, Guid into, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var (source, target) = (await rows.Find(scope, from, cancel), await rows.Find(scope, into, cancel));
                if (source is null || target is null)
                {
                    return GridRows.Unknown;
                }

                if (source.Id == target.Id || source.DivisionId != target.DivisionId)
                {
                    return GridRows.No("merge", "只能合并同一个村（社区）的两个网格", "请选另一个网格", "Into");
                }

                // Everybody with a place there, also who is away or not of age: nobody may be left in a grid that has ended.
                var people = await grids
                    .Places(rows.Today)
                    .Where(p => p.GridId == from)
                    .Select(p => p.ElderId)
                    .ToListAsync(cancel);
                await rows.Place.Run(into, people, rows.Today, cancel);
                foreach (var worker in await grids.Workers(rows.Today).Where(w => w.GridId == from).ToListAsync(cancel))
                {
                    worker.Until = rows.Today;
                }

                source.Until = rows.Today;
                await rows.Write(actor, "grid.merged", from, $"into={into:N} people={people.Count}", cancel);
                return into;
            },
            cancel
        );
}
