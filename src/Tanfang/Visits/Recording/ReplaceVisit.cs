using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>A correction takes the place of a record, also under the file to which that had been moved.</summary>
public sealed class ReplaceVisit(TanfangDb db)
{
    public async Task Run(Visit old, Visit correction, Actor by, CancellationToken cancel)
    {
        old.ReplaceWith(correction, by);
        var move = await db
            .VisitMoves.AsNoTracking()
            .SingleOrDefaultAsync(m => m.VisitId == old.Id && m.Until == null, cancel);
        if (move is not null)
            db.VisitMoves.Add(
                new VisitMove
                {
                    Id = Guid.CreateVersion7(correction.ReceivedAt),
                    VisitId = correction.Id,
                    FromId = correction.ElderId,
                    ToId = move.ToId,
                    RecordedAt = correction.ReceivedAt,
                    By = by.Id,
                }
            );
    }
}
