using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Visits.Showing;

namespace Tanfang.Visits.Recording;

/// <summary>What is shown beside the eight items while a visit is filled in.</summary>
public sealed record Shown(Guid VisitId, int? Ordinal, DateOnly HappenedOn, StatusAnswers Answers, string? IllnessName);

/// <summary>Finds the last visit before a day: the one whose states are shown and to which 无变化 will refer.</summary>
public sealed class FindShown(TanfangDb db, Vault vault)
{
    public async Task<Shown?> LastOn(Elder elder, DateOnly day, int? before, CancellationToken cancel)
    {
        var last = await Until(await Files(elder, cancel), day)
            .Where(v => before == null || v.Ordinal < before || (v.Ordinal > before && v.HappenedOn < day))
            .FirstOrDefaultAsync(cancel);
        return last is null ? null : await Of(elder, last, cancel);
    }

    /// <summary>The same with what had changed since the visit before it, in the reader's words.</summary>
    /// <param name="files">As <see cref="MergedFiles.Same"/> says, when many are read at once.</param>
    public async Task<(Shown Shown, Visit Visit, IReadOnlyList<string> Changes)?> LastWithChanges(
        Elder elder,
        IReadOnlyCollection<Guid> files,
        DateOnly day,
        CancellationToken cancel
    )
    {
        var two = await Until(files, day).Take(2).ToListAsync(cancel);
        return two.Count == 0
            ? null
            : (await Of(elder, two[0], cancel), two[0], CompareVisits.Run(two.ElementAtOrDefault(1), two[0]));
    }

    /// <summary>The one that was shown before; null when it is not this elder's.</summary>
    public async Task<Shown?> ById(Elder elder, Guid id, CancellationToken cancel)
    {
        var visit = await db.VisitsOf(await Files(elder, cancel))
            .AsNoTracking()
            .SingleOrDefaultAsync(v => v.Id == id && !v.IsAttempt, cancel);
        return visit is null ? null : await Of(elder, visit, cancel);
    }

    private IQueryable<Visit> Until(IReadOnlyCollection<Guid> files, DateOnly day) =>
        db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => !v.IsAttempt && v.ClosedAt == null && v.HappenedOn <= day)
            .OrderByDescending(v => v.HappenedOn)
            .ThenByDescending(v => v.Ordinal);

    private async Task<IReadOnlyList<Guid>> Files(Elder elder, CancellationToken cancel) =>
        (await MergedFiles.Read(db, [elder.Id], cancel)).Same(elder.Id);

    /// <summary>A record is sealed under the file it was recorded for.</summary>
    private async Task<string?> NameIn(Elder elder, Visit source, CancellationToken cancel)
    {
        var file =
            source.ElderId == elder.Id
                ? elder
                : await db.Elders.AsNoTracking().SingleAsync(e => e.Id == source.ElderId, cancel);
        return file.WrappedKey is null ? null : VisitSeals.Open(vault.SealOf(file), source)?.IllnessName;
    }

    private async Task<Shown> Of(Elder elder, Visit visit, CancellationToken cancel)
    {
        var answers = StatusAnswers.Parse(visit.Answers);
        string? illness = null;
        if (answers.Illness is { State: "serious", VisitId: { } setBy })
        {
            // The name was written in the visit that found it.
            var source =
                setBy == visit.Id
                    ? visit
                    : await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == setBy, cancel);
            illness = source is null ? null : await NameIn(elder, source, cancel);
        }

        return new Shown(visit.Id, visit.Ordinal, visit.HappenedOn, answers, illness);
    }
}
