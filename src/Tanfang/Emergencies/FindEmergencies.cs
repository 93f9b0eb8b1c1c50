using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Emergencies;

/// <summary>An emergency as lists show it, and the file that answers for the person.</summary>
public sealed record EmergencyLine(EmergencyRow Row, Elder Elder);

/// <summary>What lists need of an emergency: nothing sealed.</summary>
public sealed record EmergencyRow(
    Guid Id,
    Guid ElderId,
    string What,
    string Called,
    DateTimeOffset Since,
    string? Outcome,
    DateOnly? ClosedOn
)
{
    public bool IsOpen => ClosedOn is null;
}

/// <summary>紧急未结 and what ended lately. An emergency stands under the file it was recorded for and is read under the one that answers for the person.</summary>
public sealed class FindEmergencies(TanfangDb db)
{
    public async Task<int> CountOpen(Scope scope, CancellationToken cancel) => (await Open(scope, cancel)).Count;

    /// <summary>Those that nobody has ended, the oldest first.</summary>
    public async Task<IReadOnlyList<EmergencyLine>> Open(Scope scope, CancellationToken cancel) =>
        [.. (await InScope(scope, db.Emergencies.Where(e => e.ClosedAt == null), cancel)).OrderBy(l => l.Row.Since)];

    /// <summary>Those that ended on this day or later, the last first.</summary>
    public async Task<IReadOnlyList<EmergencyLine>> ClosedSince(Scope scope, DateOnly day, CancellationToken cancel) =>
        [
            .. (await InScope(scope, db.Emergencies.Where(e => e.ClosedOn >= day), cancel))
                .OrderByDescending(l => l.Row.ClosedOn)
                .ThenByDescending(l => l.Row.Since),
        ];

    /// <summary>The open ones of these files, the oldest first.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> OpenOf(IReadOnlyCollection<Guid> files, CancellationToken cancel) =>
        [
            .. (
                await Rows(
                    db.Emergencies.Where(e => e.ClosedAt == null && EF.Parameter(files).Contains(e.ElderId)),
                    cancel
                )
            ).OrderBy(r => r.Since),
        ];

    private async Task<List<EmergencyLine>> InScope(Scope scope, IQueryable<Emergency> those, CancellationToken cancel)
    {
        var rows = await Rows(those, cancel);
        if (rows.Count == 0)
            return [];
        var merged = await MergedFiles.Read(db, rows.Select(r => r.ElderId), cancel);
        var people = rows.Select(r => merged.PersonOf(r.ElderId)).ToHashSet();
        var elders = await db.EldersOf(scope)
            .AsNoTracking()
            .Where(e => EF.Parameter(people).Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        return
        [
            .. from row in rows
            let elder = elders.GetValueOrDefault(merged.PersonOf(row.ElderId))
            where elder is not null
            select new EmergencyLine(row, elder),
        ];
    }

    private static async Task<List<EmergencyRow>> Rows(IQueryable<Emergency> those, CancellationToken cancel)
    {
        var found = await those
            .Select(e => new
            {
                e.Id,
                e.ElderId,
                e.What,
                e.Called,
                e.HappenedOn,
                e.HappenedAt,
                e.RecordedAt,
                e.Outcome,
                e.ClosedOn,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(e => new EmergencyRow(
            e.Id,
            e.ElderId,
            e.What,
            e.Called,
            Emergency.SinceOf(e.HappenedOn, e.HappenedAt, e.RecordedAt),
            e.Outcome,
            e.ClosedOn
        ));
    }
}
