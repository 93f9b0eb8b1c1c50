using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>Reads deliveries and their lines, page by page, within a scope.</summary>
public sealed class DeliveryLines(TanfangDb db)
{
    public const int Size = 50;

    public Task<Delivery?> Find(Guid id, Scope scope, CancellationToken cancel) =>
        db.DeliveriesOf(scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);

    public Task<DeliveryState?> State(Guid id, Scope scope, CancellationToken cancel) =>
        db.DeliveriesOf(scope).Where(d => d.Id == id).Select(d => (DeliveryState?)d.State).SingleOrDefaultAsync(cancel);

    /// <summary>The newest first.</summary>
    public Task<List<Delivery>> Newest(Scope scope, int count, CancellationToken cancel) =>
        db.DeliveriesOf(scope).AsNoTracking().OrderByDescending(d => d.CreatedAt).Take(count).ToListAsync(cancel);

    /// <summary>How many lines wait, by delivery.</summary>
    public Task<Dictionary<Guid, int>> Waiting(IReadOnlyCollection<Guid> deliveries, CancellationToken cancel) =>
        db
            .DeliveryDifferences.Where(d => deliveries.Contains(d.DeliveryId) && d.Decision == DifferenceDecision.Open)
            .GroupBy(d => d.DeliveryId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    public async Task<IReadOnlyDictionary<(DifferenceKind, DifferenceDecision), int>> Counts(
        Guid delivery,
        CancellationToken cancel
    ) =>
        (
            await db
                .DeliveryDifferences.Where(d => d.DeliveryId == delivery)
                .GroupBy(d => new { d.Kind, d.Decision })
                .Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(cancel)
        ).ToDictionary(g => (g.Key.Kind, g.Key.Decision), g => g.Count);

    /// <summary>One page of the lines of a kind in a state.</summary>
    public async Task<Page<DeliveryDifference>> Page(
        Guid delivery,
        DifferenceKind kind,
        DifferenceDecision decision,
        int number,
        CancellationToken cancel
    )
    {
        var all = db
            .DeliveryDifferences.AsNoTracking()
            .Where(d => d.DeliveryId == delivery && d.Kind == kind && d.Decision == decision);
        var total = await all.CountAsync(cancel);
        var page = Math.Clamp(number, 1, Math.Max(1, (total + Size - 1) / Size));
        var items = await all.OrderBy(d => d.Row)
            .ThenBy(d => d.Id)
            .Skip((page - 1) * Size)
            .Take(Size)
            .ToListAsync(cancel);
        return new Page<DeliveryDifference>(items, page, Size, total);
    }

    public Task<DeliveryDifference?> Line(Guid delivery, Guid line, CancellationToken cancel) =>
        db
            .DeliveryDifferences.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == line && d.DeliveryId == delivery, cancel);
}
