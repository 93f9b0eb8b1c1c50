using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>Compares rows of an open delivery once more: after it is settled who somebody is, after something was taken back, or when asked.</summary>
public sealed class RefreshRow(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    LookUpPeople lookUp,
    DifferenceMemory memory,
    PolicySet policies,
    TimeProvider clock
)
{
    /// <summary>Lines with both of their sides, in a few queries. A line whose row is no longer kept is left out.</summary>
    public async Task<IReadOnlyList<LineInSight>> Sights(
        Delivery delivery,
        IReadOnlyCollection<DeliveryDifference> lines,
        Scope scope,
        CancellationToken cancel
    )
    {
        var ids = lines.Select(l => l.RowId).Distinct().ToList();
        var rows = await db
            .DeliveredRows.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, cancel);
        var drafts = rows.ToDictionary(r => r.Key, r => r.Value.Open(vault));
        var asked = rows.Values.Select(r => new Asked(r.Id, r.NumberIndex, drafts[r.Id])).ToList();
        var people = await lookUp.Run(asked, scope, cancel);
        var source = DeliverySource.Find(delivery.Source)!;
        return
        [
            .. lines
                .Where(l => rows.ContainsKey(l.RowId))
                .Select(l => new LineInSight(delivery, source, l, rows[l.RowId], drafts[l.RowId], people[l.RowId])),
        ];
    }

    /// <summary>The row of one line, because somebody asks.</summary>
    public Task RunFor(Guid delivery, Guid line, Scope scope, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                foreach (var open in await db.OpenLines(delivery, [line], scope, cancel))
                {
                    var of = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Id == delivery, cancel);
                    await Run(of, [open.RowId], scope, cancel);
                }
            },
            cancel
        );

    /// <summary>Inside a write transaction: open lines that no longer hold are closed, new ones added.</summary>
    public async Task Run(Delivery delivery, IReadOnlyCollection<Guid> rowIds, Scope scope, CancellationToken cancel)
    {
        if (rowIds.Count == 0)
        {
            return;
        }

        var source = DeliverySource.Find(delivery.Source)!;
        // Of this list only: a missing person's row belongs to the last one.
        var rows = await db
            .DeliveredRows.AsNoTracking()
            .Where(r => rowIds.Contains(r.Id) && r.DeliveryId == delivery.Id)
            .ToListAsync(cancel);
        var asked = rows.ConvertAll(r => new Asked(r.Id, r.NumberIndex, r.Open(vault)));
        var people = await lookUp.Run(asked, scope, cancel);
        var known = await db.DeliveryDifferences.Where(d => rowIds.Contains(d.RowId)).ToListAsync(cancel);
        var refused = await memory.Refused(delivery.Source, delivery.AreaId, cancel);
        foreach (var (row, ask) in rows.Zip(asked))
        {
            var now = FindDifferences.Of(source, ask.Draft!, people[row.Id], policies.Dictionary, clock.Today());
            var lines = known.Where(l => l.RowId == row.Id).ToList();
            foreach (var line in lines.Where(l => l.Decision == DifferenceDecision.Open))
            {
                if (now.FirstOrDefault(f => f.Kind == line.Kind && f.What == line.What) is not { } found)
                {
                    line.Decision = DifferenceDecision.Moot;
                }
                else
                {
                    line.Fingerprint = memory.Fingerprint(delivery.Source, row.NumberIndex, found);
                    line.ElderId = found.ElderId;
                }
            }

            db.DeliveryDifferences.AddRange(
                now.Where(f =>
                        !lines.Exists(l =>
                            l.Decision == DifferenceDecision.Open && l.Kind == f.Kind && l.What == f.What
                        )
                    )
                    .Select(f => memory.Difference(delivery, row, f))
                    .Where(d => !refused.Contains(Convert.ToHexString(d.Fingerprint)))
            );
        }

        await db.SaveChangesAsync(cancel);
    }
}
