using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Registry.Merging;

/// <summary>Records turned out to be another person's: a row that says so beside each, nothing of the record itself. For use inside a write transaction.</summary>
public sealed class MoveVisits(TanfangDb db, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(
        "move.unknown",
        "所选的记录中有的不在这份档案里",
        "请刷新页面后重新选择",
        "Visits"
    );

    /// <summary>A refusal when one of the records is not read under that file.</summary>
    public async Task<Refusal?> Guard(Guid from, IReadOnlyCollection<Guid> visits, CancellationToken cancel) =>
        await Chosen((await MergedFiles.Read(db, [from], cancel)).Same(from), visits).CountAsync(cancel)
        == visits.Distinct().Count()
            ? null
            : Unknown;

    private IQueryable<Visit> Chosen(IReadOnlyCollection<Guid> files, IReadOnlyCollection<Guid> visits)
    {
        var ids = visits.ToList();
        return db.VisitsOf(files).Where(v => ids.Contains(v.Id));
    }

    public async Task Within(Guid to, IReadOnlyCollection<Guid> visits, Actor actor, CancellationToken cancel)
    {
        var asked = visits.ToList();
        var chosen = await db.Visits.AsNoTracking().Where(v => asked.Contains(v.Id)).ToListAsync(cancel);

        // A visit and its corrections are one: they go together.
        var whole = await WithCorrections(chosen, cancel);
        var ids = whole.ConvertAll(v => v.Id);
        var before = await db
            .VisitMoves.Where(m => ids.Contains(m.VisitId) && m.Until == null)
            .ToDictionaryAsync(m => m.VisitId, cancel);
        var now = clock.Now();
        foreach (var move in before.Values)
        {
            move.Until = now;
        }

        // One row at a time is open for a record.
        await db.SaveChangesAsync(cancel);
        foreach (var visit in whole)
        {
            db.VisitMoves.Add(
                new VisitMove
                {
                    Id = Guid.CreateVersion7(now),
                    VisitId = visit.Id,
                    FromId = before.GetValueOrDefault(visit.Id)?.ToId ?? visit.ElderId,
                    ToId = to,
                    RecordedAt = now,
                    By = actor.Id,
                }
            );
            db.Changes.Add(ChangeEntry.Of(actor, clock, "visit.moved", visit.Id.ToString("N"), to.ToString("N")));
        }
    }

    private async Task<List<Visit>> WithCorrections(List<Visit> chosen, CancellationToken cancel)
    {
        var owners = chosen.Select(v => v.ElderId).Distinct().ToList();
        var ordinals = chosen.Select(v => v.Ordinal).OfType<int>().ToList();
        var near = await db
            .Visits.AsNoTracking()
            .Where(v => owners.Contains(v.ElderId) && v.Ordinal != null && ordinals.Contains(v.Ordinal.Value))
            .ToListAsync(cancel);
        var wanted = chosen.Where(v => v.Ordinal is not null).Select(v => (v.ElderId, v.Ordinal)).ToHashSet();
        return [.. near.Where(v => wanted.Contains((v.ElderId, v.Ordinal))), .. chosen.Where(v => v.Ordinal is null)];
    }
}
