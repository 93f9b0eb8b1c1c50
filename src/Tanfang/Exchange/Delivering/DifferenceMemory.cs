using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Exchange.Delivering;

/// <summary>Makes differences with their fingerprints, and remembers which were refused: those are not asked again until they change.</summary>
public sealed class DifferenceMemory(TanfangDb db, Vault vault)
{
    internal DeliveryDifference Difference(Delivery delivery, DeliveredRow row, Found found) =>
        new()
        {
            Id = Guid.CreateVersion7(delivery.CreatedAt),
            DeliveryId = delivery.Id,
            RowId = row.Id,
            Row = row.Row,
            Kind = found.Kind,
            What = found.What,
            ElderId = found.ElderId,
            Fingerprint = Fingerprint(delivery.Source, row.NumberIndex, found),
        };

    internal byte[] Fingerprint(string source, byte[] numberIndex, Found found) =>
        vault.Index(
            "delivery_difference",
            string.Join('\n', source, found.Kind, found.What, Convert.ToHexString(numberIndex), found.Says, found.Knows)
        );

    /// <summary>All that was refused of a source's lists about an area.</summary>
    public async Task<HashSet<string>> Refused(string source, int area, CancellationToken cancel)
    {
        var prints = await db
            .DeliveryDifferences.Where(d =>
                d.Decision == DifferenceDecision.Refused
                && db.Deliveries.Any(l =>
                    l.Id == d.DeliveryId && l.Source == source && l.AreaId == area && l.State != DeliveryState.Dropped
                )
            )
            .Select(d => d.Fingerprint)
            .ToListAsync(cancel);
        return [.. prints.Select(Convert.ToHexString)];
    }
}
