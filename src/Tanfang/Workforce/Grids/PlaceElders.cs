using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>Puts people into a grid from a day on, inside the caller's transaction: the place before ends on that day, so past days keep it.</summary>
public sealed class PlaceElders(TanfangDb db, TimeProvider clock)
{
    public async Task Run(Guid grid, IReadOnlyCollection<Guid> elders, DateOnly from, CancellationToken cancel)
    {
        foreach (var batch in elders.Chunk(500))
        {
            var before = await db
                .GridPlaces.Where(p => batch.Contains(p.ElderId) && (p.Until == null || p.Until > from))
                .ToListAsync(cancel);
            foreach (var place in before)
            {
                // Placed and moved on the same day: the first never was.
                if (place.From >= from)
                {
                    db.GridPlaces.Remove(place);
                }

                place.Until = from;
            }

            db.GridPlaces.AddRange(
                batch.Select(elder => new GridPlace
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    GridId = grid,
                    ElderId = elder,
                    From = from,
                })
            );
        }

        await db.SaveChangesAsync(cancel);
    }
}
