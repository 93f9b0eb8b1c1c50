using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>A line of the list: of whom was erased nothing but that it was.</summary>
/// <param name="IsMine">Asked by whoever looks, who therefore cannot approve it.</param>
public sealed record ErasureLine(Erasure Row, Elder Elder, string Place, bool IsMine);

/// <summary>Erasures within a scope: what waits first, then what was decided, the newest first.</summary>
public sealed class ReadErasures(TanfangDb db)
{
    public async Task<Page<ErasureLine>> Run(CurrentUser user, int page, int size, CancellationToken cancel)
    {
        var (here, gone) = (db.EldersOf(user.Scope), db.ErasedOf(user.Scope));
        var rows = db
            .Erasures.AsNoTracking()
            .Where(r => here.Any(e => e.Id == r.ElderId) || gone.Any(e => e.Id == r.ElderId));
        var total = await rows.CountAsync(cancel);
        var shown = await rows.OrderBy(r => r.State == ErasureState.Waiting ? 0 : 1)
            .ThenByDescending(r => r.AskedAt)
            .ThenBy(r => r.Id)
            .Skip((page - 1) * size)
            .Take(size)
            .Join(db.Elders, r => r.ElderId, e => e.Id, (r, e) => new { Row = r, Elder = e })
            .Join(
                db.Divisions,
                x => x.Elder.HomeId,
                d => d.Id,
                (x, d) =>
                    new
                    {
                        x.Row,
                        x.Elder,
                        d.Name,
                    }
            )
            .ToListAsync(cancel);
        var lines = shown
            .OrderBy(s => s.Row.State == ErasureState.Waiting ? 0 : 1)
            .ThenByDescending(s => s.Row.AskedAt)
            .ThenBy(s => s.Row.Id)
            .Select(s => new ErasureLine(s.Row, s.Elder, s.Name, s.Row.AskedBy == user.Actor.Id));
        return new Page<ErasureLine>([.. lines], page, size, total);
    }
}
