using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Entering;

/// <summary>What lies on the table: a village's forms, one responsible person's, or whatever comes.</summary>
public sealed record NewBatch(int? DivisionId, Guid? VisitorId, DateOnly Day, string? Mode, string? Visitors)
{
    internal EntryBatch Open(CurrentUser user, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            DivisionId = DivisionId,
            VisitorId = VisitorId,
            Day = Day,
            Mode = Mode is null ? Modes.None : ModeCodes.Of(Mode),
            Visitors = (Visitors ?? "").Trim(),
            CreatedAt = now,
            CreatedBy = user.Actor.Id,
        };
}
