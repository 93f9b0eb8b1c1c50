using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>The door to deliveries: a list is seen by those who may see everybody of its area.</summary>
internal static class DeliveriesInScope
{
    public static IQueryable<Delivery> DeliveriesOf(this TanfangDb db, Scope scope)
    {
        if (scope.IsEverything)
        {
            return db.Deliveries;
        }

        var areas = db.Divisions.Within(scope);
        return db.Deliveries.Where(d => areas.Any(a => a.Id == d.AreaId));
    }

    /// <summary>What was accepted of a source about an area. Only the last of them still has rows: the next is compared with those.</summary>
    public static IQueryable<Delivery> Accepted(this TanfangDb db, string source, int area) =>
        db.Deliveries.Where(d => d.Source == source && d.AreaId == area && d.State == DeliveryState.Closed);

    /// <summary>Lines that wait for a decision, of a delivery that is open and in sight; in the order of the file.</summary>
    public static Task<List<DeliveryDifference>> OpenLines(
        this TanfangDb db,
        Guid delivery,
        IReadOnlyCollection<Guid> lines,
        Scope scope,
        CancellationToken cancel
    ) =>
        db
            .DeliveryDifferences.Where(d =>
                d.DeliveryId == delivery && lines.Contains(d.Id) && d.Decision == DifferenceDecision.Open
            )
            .Where(d => db.DeliveriesOf(scope).Any(l => l.Id == d.DeliveryId && l.State == DeliveryState.Open))
            .OrderBy(d => d.Row)
            .ToListAsync(cancel);

    /// <summary>Puts the decision on the line and into the log.</summary>
    public static void Decide(
        this TanfangDb db,
        DeliveryDifference line,
        DifferenceDecision decision,
        Actor actor,
        TimeProvider clock
    )
    {
        (line.Decision, line.DecidedAt, line.DecidedBy) = (decision, clock.Now(), actor.Id);
        var act = $"difference.{decision.ToString().ToLowerInvariant()}";
        db.Changes.Add(ChangeEntry.Of(actor, clock, act, line.Id.ToString("N"), $"{line.Kind} {line.What}".Trim()));
    }
}
