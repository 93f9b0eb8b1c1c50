using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Visits;

/// <summary>
/// The visits of some elders as the rules see them: what was known from when. A correction is a further record that names
/// the first of its visit; so is a void, which counts for nothing. Attempts are left out, they never count.
/// </summary>
public static class VisitHistory
{
    /// <summary>By elder, in one query.</summary>
    /// <param name="from">Visits before this day are left out; null = all.</param>
    public static async Task<ILookup<Guid, VisitFact>> Read(
        TanfangDb db,
        IReadOnlyCollection<Guid> elderIds,
        DateOnly? from,
        CancellationToken cancel
    )
    {
        var files = await MergedFiles.Read(db, elderIds, cancel);
        var (recordedFor, moved) = (files.Files.ToList(), files.MovedVisits);
        var query = db
            .Visits.AsNoTracking()
            .Where(v => (recordedFor.Contains(v.ElderId) || moved.Contains(v.Id)) && !v.IsAttempt);
        var rows = await (from is { } day ? query.Where(v => v.HappenedOn >= day) : query)
            .OrderBy(v => v.ReceivedAt)
            .Select(v => new Row(
                v.Id,
                v.ElderId,
                v.HappenedOn,
                v.ReceivedAt,
                v.Mode,
                v.Counts,
                v.CorrectsId,
                v.ClosedAt,
                v.ReplacedById
            ))
            .ToListAsync(cancel);
        var byId = rows.ToDictionary(r => r.Id);
        return rows.SelectMany(r => Facts(r, byId, files)).ToLookup(f => f.Elder, f => f.Fact);
    }

    private static IEnumerable<(Guid Elder, VisitFact Fact)> Facts(
        Row row,
        Dictionary<Guid, Row> byId,
        MergedFiles files
    ) => files.PersonsOf(row.Id, row.ElderId).SelectMany(p => Facts(row, byId, p.Person, p.Here));

    private static IEnumerable<(Guid Elder, VisitFact Fact)> Facts(
        Row row,
        Dictionary<Guid, Row> byId,
        Guid elder,
        IReadOnlyList<KnownSpan>? here
    )
    {
        var first = First(row, byId);
        yield return (
            elder,
            new VisitFact(
                row.Id,
                row.HappenedOn,
                row.KnownFrom,
                row.Mode,
                row.Counts,
                first == row.Id ? null : first,
                here
            )
        );

        // Voided, or corrected to a day that was not read: from that moment on it counts for nothing.
        if (row.ClosedAt is { } closed && (row.ReplacedById is not { } by || !byId.ContainsKey(by)))
            yield return (
                elder,
                new VisitFact(row.ReplacedById ?? row.Id, row.HappenedOn, closed, row.Mode, Counts: false, first)
            );
    }

    private static Guid First(Row row, Dictionary<Guid, Row> byId) =>
        row.CorrectsId is not { } old ? row.Id
        : byId.TryGetValue(old, out var before) ? First(before, byId)
        : old;

    private sealed record Row(
        Guid Id,
        Guid ElderId,
        DateOnly HappenedOn,
        DateTimeOffset KnownFrom,
        Modes Mode,
        bool Counts,
        Guid? CorrectsId,
        DateTimeOffset? ClosedAt,
        Guid? ReplacedById
    );
}
