using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Care.Planning;

/// <summary>A measure, opened.</summary>
public sealed record MeasureOpened(HelpMeasure Row, string What, string? Visitor, string? Body)
{
    public string Who => Visitor ?? Body ?? "";
}

/// <summary>A version, opened.</summary>
public sealed record VersionOpened(
    HelpPlanVersion Row,
    string Owner,
    string? Words,
    IReadOnlyList<MeasureOpened> Measures
);

/// <summary>A plan with all its versions, the oldest first.</summary>
public sealed record PlanOpened(HelpPlan Plan, IReadOnlyList<VersionOpened> Versions)
{
    public VersionOpened Newest => Versions[^1];

    /// <summary>What it said on a day; null before it was made.</summary>
    public VersionOpened? On(DateOnly day) => Versions.LastOrDefault(v => v.Row.On <= day);
}

/// <summary>Opens the plans of a person, whichever of the person's files they were made for. Whoever asks has the person in scope.</summary>
public sealed class ReadPlans(TanfangDb db, Vault vault)
{
    private const string Erased = "（加密内容已按规定清除）";

    /// <summary>All that stand on the page of a file, the newest first.</summary>
    public async Task<IReadOnlyList<PlanOpened>> Under(Guid file, CancellationToken cancel)
    {
        var files = (await MergedFiles.Read(db, [file], cancel)).ReadUnder(file);
        return await Open(db.HelpPlans.Where(p => files.Contains(p.ElderId)), cancel);
    }

    public async Task<PlanOpened?> One(Guid plan, CancellationToken cancel) =>
        (await Open(db.HelpPlans.Where(p => p.Id == plan), cancel)).FirstOrDefault();

    private async Task<IReadOnlyList<PlanOpened>> Open(IQueryable<HelpPlan> wanted, CancellationToken cancel)
    {
        var plans = await wanted.AsNoTracking().OrderByDescending(p => p.Id).ToListAsync(cancel);
        if (plans.Count == 0)
        {
            return [];
        }

        var ids = plans.ConvertAll(p => p.Id);
        var versions = await db
            .HelpPlanVersions.AsNoTracking()
            .Where(v => ids.Contains(v.PlanId))
            .OrderBy(v => v.Number)
            .ToListAsync(cancel);
        var versionIds = versions.ConvertAll(v => v.Id);
        var measures = (
            await db
                .HelpMeasures.AsNoTracking()
                .Where(m => versionIds.Contains(m.VersionId))
                .OrderBy(m => m.Line)
                .ToListAsync(cancel)
        ).ToLookup(m => m.VersionId);
        var people = versions
            .Select(v => v.OwnerId)
            .Concat(measures.SelectMany(g => g).Select(m => m.VisitorId).OfType<Guid>())
            .Distinct()
            .ToList();
        var names = await db
            .Visitors.Where(v => people.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, v => v.Name, cancel);
        var files = plans.Select(p => p.ElderId).Distinct().ToList();
        var seals = (
            await db.Elders.AsNoTracking().Where(e => files.Contains(e.Id) && e.WrappedKey != null).ToListAsync(cancel)
        ).ToDictionary(e => e.Id, e => vault.SealOf(e));
        return
        [
            .. plans.Select(plan =>
            {
                var seal = seals.GetValueOrDefault(plan.ElderId);
                var own = versions.Where(v => v.PlanId == plan.Id);
                return new PlanOpened(plan, [.. own.Select(v => Opened(v, measures[v.Id], seal, names))]);
            }),
        ];
    }

    private static VersionOpened Opened(
        HelpPlanVersion row,
        IEnumerable<HelpMeasure> measures,
        Seal? seal,
        Dictionary<Guid, string> names
    ) =>
        new(
            row,
            names.GetValueOrDefault(row.OwnerId, ""),
            seal is null ? null : CareSeals.Words(seal, row),
            [
                .. measures.Select(m => new MeasureOpened(
                    m,
                    seal is null ? Erased : CareSeals.Measure(seal, m),
                    m.VisitorId is { } id ? names.GetValueOrDefault(id, "") : null,
                    seal is null ? null : CareSeals.Body(seal, m)
                )),
            ]
        );
}
