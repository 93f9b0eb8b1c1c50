using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>A delivery with its rows and differences, not yet in any store.</summary>
public sealed record ComparedDelivery(
    Delivery Delivery,
    IReadOnlyList<DeliveredRow> Rows,
    IReadOnlyList<DeliveryDifference> Differences
)
{
    public int Count(DifferenceKind kind) => Differences.Count(d => d.Kind == kind);
}

/// <summary>Compares a list with the files and with the last accepted list of its source and area. Writes nothing.</summary>
public sealed class CompareDelivery(
    TanfangDb db,
    Vault vault,
    LookUpPeople lookUp,
    DifferenceMemory memory,
    PolicySet policies,
    TimeProvider clock
)
{
    public async Task<ComparedDelivery> Run(
        Delivery delivery,
        ReadList list,
        ListFrom from,
        Action<int, int> progress,
        CancellationToken cancel
    )
    {
        var (source, scope) = (from.Source, from.Scope);
        (delivery.Same, delivery.WithDifferences, delivery.Remembered) = (0, 0, 0);
        var rows = list.Rows.Select(row => (Row: RowOf(delivery, row), row.Draft)).ToList();
        var refused = await memory.Refused(source.Key, delivery.AreaId, cancel);
        var asked = rows.ConvertAll(r => new Asked(r.Row.Id, r.Row.NumberIndex, r.Draft));
        var people = await lookUp.Run(asked, scope, cancel, progress);
        var differences = new List<DeliveryDifference>();
        foreach (var (row, draft) in rows)
        {
            var all = FindDifferences.Of(source, draft, people[row.Id], policies.Dictionary, clock.Today());
            var open = all.Select(f => memory.Difference(delivery, row, f))
                .Where(d => !refused.Contains(Convert.ToHexString(d.Fingerprint)))
                .ToList();
            differences.AddRange(open);
            (delivery.Same, delivery.WithDifferences, delivery.Remembered) = (
                delivery.Same + (all.Count == 0 ? 1 : 0),
                delivery.WithDifferences + (open.Count > 0 ? 1 : 0),
                delivery.Remembered + (all.Count > 0 && open.Count == 0 ? 1 : 0)
            );
        }

        var present = rows.Select(r => Convert.ToHexString(r.Row.NumberIndex)).Concat(list.Unread).ToHashSet();
        differences.AddRange(
            (await Missing(delivery, source, present, scope, cancel)).Where(d =>
                !refused.Contains(Convert.ToHexString(d.Fingerprint))
            )
        );
        (delivery.Rows, delivery.TooYoung) = (list.Report.Rows, list.TooYoung);
        delivery.Rejected = list.Report.Rows - list.TooYoung - rows.Count;
        delivery.TakeErrors(DeliveryErrors.Of(list.Report), vault);
        return new ComparedDelivery(delivery, rows.ConvertAll(r => r.Row), differences);
    }

    private DeliveredRow RowOf(Delivery delivery, ReadRow row)
    {
        var id = Guid.CreateVersion7(delivery.CreatedAt);
        return new DeliveredRow
        {
            Id = id,
            DeliveryId = delivery.Id,
            Row = row.Number,
            NumberIndex = vault.OfNumber(row.Draft.IdNumber!),
            LastSeen = delivery.AsOf,
            Data = DeliveredRow.Close(vault, id, row.Draft),
        };
    }

    private async Task<IEnumerable<DeliveryDifference>> Missing(
        Delivery delivery,
        DeliverySource source,
        HashSet<string> present,
        Scope scope,
        CancellationToken cancel
    )
    {
        var accepted = db.Accepted(source.Key, delivery.AreaId).Select(d => d.Id);
        var before = await db
            .DeliveredRows.AsNoTracking()
            .Where(r => accepted.Contains(r.DeliveryId))
            .ToListAsync(cancel);
        var gone = before.Where(r => !present.Contains(Convert.ToHexString(r.NumberIndex))).ToList();
        var people = await lookUp.Run(gone.ConvertAll(r => new Asked(r.Id, r.NumberIndex, null)), scope, cancel);
        return gone.Select(row =>
                (row, Found: FindDifferences.Missing(source, people[row.Id], row.LastSeen, clock.Today()))
            )
            .Where(pair => pair.Found is not null)
            .Select(pair => memory.Difference(delivery, pair.row, pair.Found!));
    }
}
