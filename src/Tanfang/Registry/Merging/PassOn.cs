using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Registry.Merging;

/// <summary>What the kept file goes on with: the count of its visits, somebody who answers for the person, the plans.</summary>
internal sealed class PassOn(TanfangDb db, TimeProvider clock)
{
    /// <summary>第 n 次 goes on from all there were.</summary>
    public async Task Numbers(Elder kept, List<Guid> files, CancellationToken cancel)
    {
        var visits = await db.Visits.CountAsync(
            v => files.Contains(v.ElderId) && !v.IsAttempt && v.CorrectsId == null,
            cancel
        );
        var cares = await db.CareActs.CountAsync(c => files.Contains(c.ElderId), cancel);
        var counts = await db
            .Elders.Where(e => files.Contains(e.Id))
            .Select(e => new { e.VisitCount, e.CareCount })
            .ToListAsync(cancel);
        kept.VisitCount = counts.Select(c => c.VisitCount).Append(visits).Max();
        kept.CareCount = counts.Select(c => c.CareCount).Append(cares).Max();
    }

    /// <summary>Somebody without a responsible person gets the other file's, from today.</summary>
    public async Task Responsible(Elder kept, Elder merged, CancellationToken cancel)
    {
        var today = clock.Today();
        var open = await db
            .Responsibilities.AsNoTracking()
            .Where(r => (r.ElderId == kept.Id || r.ElderId == merged.Id) && (r.Until == null || r.Until > today))
            .ToListAsync(cancel);
        if (open.Exists(r => r.ElderId == kept.Id) || open.Find(r => r.ElderId == merged.Id) is not { } other)
        {
            return;
        }

        db.Responsibilities.Add(
            new Responsibility
            {
                Id = Guid.CreateVersion7(clock.Now()),
                ElderId = kept.Id,
                VisitorId = other.VisitorId,
                From = today,
            }
        );
    }

    /// <summary>Plans stay with the file they were made for; who answers for them now is told anew after the links of these files changed.</summary>
    public async Task Plans(IEnumerable<Guid> files, CancellationToken cancel)
    {
        var known = await MergedFiles.Read(db, files, cancel);
        var all = known.Files.ToList();
        foreach (var plan in await db.HelpPlans.Where(p => all.Contains(p.ElderId)).ToListAsync(cancel))
        {
            plan.PersonId = known.PersonOf(plan.ElderId);
        }

        await db.SaveChangesAsync(cancel);
    }
}
