using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Visits;

namespace Tanfang.Registry.Completing;

/// <summary>When a file was last known to be right, and by what.</summary>
public sealed record LastConfirmed(DateOnly On, string By)
{
    /// <summary>The newest of what there is; of one day the one that looked hardest.</summary>
    public static LastConfirmed Of(DateOnly changed, DateOnly? visited, DateOnly? screened, DateOnly? confirmed) =>
        new (DateOnly? On, string By)[]
        {
            (confirmed, "确认无误"),
            (screened, "摸底排查"),
            (visited, "上门探访问过家庭人口"),
            (changed, "登记或修改档案"),
        }
            .Where(c => c.On is not null)
            .Select(c => new LastConfirmed(c.On!.Value, c.By))
            .MaxBy(c => c.On)!;

    /// <summary>Stale since then: a file last confirmed on this day or before.</summary>
    public static DateOnly Cutoff(DateOnly today, int months) => today.AddMonths(-months);

    /// <summary>A visit confirms a file when somebody stood in the home and asked who lives there: section two is then known to be right.</summary>
    public static IQueryable<Visit> Confirming(TanfangDb db) =>
        db.Visits.Where(v =>
            v.Counts
            && v.ClosedAt == null
            && v.Mode.HasFlag(Modes.OnSite)
            && (
                v.Answers.Contains(StatusAnswers.FamilyAnswered)
                || v.Answers.Contains(StatusAnswers.FamilyAnsweredBefore)
            )
        );

    /// <summary>Not confirmed since the cutoff by anything; the same question over many at once.</summary>
    public static IQueryable<Elder> Stale(TanfangDb db, IQueryable<Elder> elders, DateOnly cutoff)
    {
        var (since, visits) = (Shared.ChinaTime.StartOf(cutoff.AddDays(1)), Confirming(db));
        return elders.Where(e =>
            e.ChangedAt < since
            && !db.FileConfirmations.Any(c => c.ElderId == e.Id && c.On > cutoff)
            && !visits.Any(v => v.ElderId == e.Id && v.HappenedOn > cutoff)
        );
    }

    public static async Task<IReadOnlyDictionary<Guid, LastConfirmed>> Of(
        TanfangDb db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        var visits = Confirming(db);
        var rows = await db
            .Elders.Where(e => ids.Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.ChangedAt,
                Visited = visits.Where(v => v.ElderId == e.Id).Max(v => (DateOnly?)v.HappenedOn),
                Screened = db
                    .FileConfirmations.Where(c => c.ElderId == e.Id && c.Source == ConfirmFile.Screening)
                    .Max(c => (DateOnly?)c.On),
                Confirmed = db
                    .FileConfirmations.Where(c => c.ElderId == e.Id && c.Source == ConfirmFile.Desk)
                    .Max(c => (DateOnly?)c.On),
            })
            .ToListAsync(cancel);
        return rows.ToDictionary(
            r => r.Id,
            r => Of(Shared.ChinaTime.DayOf(r.ChangedAt), r.Visited, r.Screened, r.Confirmed)
        );
    }
}
