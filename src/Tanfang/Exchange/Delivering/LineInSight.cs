using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Exchange.Delivering;

/// <summary>A line with both of its sides: what the list says, and whom it is about as far as the reader may know.</summary>
public sealed record LineInSight(
    Delivery Delivery,
    DeliverySource Source,
    DeliveryDifference Line,
    DeliveredRow Row,
    ElderDraft Draft,
    Whom Whom
)
{
    /// <summary>The difference as it is today; null when there is none any more.</summary>
    internal Found? Find(CategoryDictionary dictionary, DateOnly today) =>
        Line.Kind == DifferenceKind.Missing
            ? FindDifferences.Missing(Source, Whom, Row.LastSeen, today)
            : FindDifferences
                .Of(Source, Draft, Whom, dictionary, today)
                .FirstOrDefault(f => f.Kind == Line.Kind && f.What == Line.What);
}
