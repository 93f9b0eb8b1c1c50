using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Visits.Recording;

/// <summary>What is shown beside the eight items while a visit is filled in.</summary>
public sealed record Shown(Guid VisitId, int? Ordinal, DateOnly HappenedOn, StatusAnswers Answers, string? IllnessName);

/// <summary>Finds the last visit before a day: the one whose states are shown and to which 无变化 will refer.</summary>
public sealed class FindShown(TanfangDb db, Vault vault)
{
    public async Task<Shown?> LastOn(Elder elder, DateOnly day, int? before, CancellationToken cancel)
    {
        var last = await db.VisitsOf(await Files(elder, cancel))
            .AsNoTracking()
            .Where(v => !v.IsAttempt && v.ClosedAt == null && v.HappenedOn <= day)
            .Where(v => before == null || v.Ordinal < before || (v.Ordinal > before && v.HappenedOn < day))
            .OrderByDescending(v => v.HappenedOn)
            .ThenByDescending(v => v.Ordinal)
            .FirstOrDefaultAsync(cancel);
        return last is null ? null : await Of(elder, last, cancel);
    }

    /// <summary>The one that was shown before; null when it is not this elder's.</summary>
    public async Task<Shown?> ById(Elder elder, Guid id, CancellationToken cancel)
    {
        var visit = await db.VisitsOf(await Files(elder, cancel))
            .AsNoTracking()
            .SingleOrDefaultAsync(v => v.Id == id && !v.IsAttempt, cancel);
        return visit is null ? null : await Of(elder, visit, cancel);
    }

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
