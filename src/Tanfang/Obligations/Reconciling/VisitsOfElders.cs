using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;

namespace Tanfang.Obligations.Reconciling;

/// <summary>Reads the visits of a batch of elders as the policy library wants them: corrections and voids as records of their own.</summary>
internal static class VisitsOfElders
{
    /// <param name="from">Visits before this day are left out; null = all.</param>
    public static async Task<ILookup<Guid, VisitFact>> Read(
        TanfangDb db,
        IReadOnlyCollection<Guid> elders,
        DateOnly? from,
        CancellationToken cancel
    )
    {
        var query = db.Visits.AsNoTracking().Where(v => elders.Contains(v.ElderId) && !v.IsAttempt);
        var rows = await (from is { } day ? query.Where(v => v.HappenedOn >= day) : query)
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
        return rows.SelectMany(r => Facts(r, byId)).ToLookup(f => f.Elder, f => f.Fact);
    }

    private static IEnumerable<(Guid Elder, VisitFact Fact)> Facts(Row row, Dictionary<Guid, Row> byId)
    {
        var first = First(row, byId);
        var replaces = first == row.Id ? (Guid?)null : first;
        yield return (
            row.ElderId,
            new VisitFact(row.Id, row.HappenedOn, row.ReceivedAt, row.Mode, row.Counts, replaces)
        );

        // Voided, or corrected to a day that was not read: from that moment on it does not count.
        if (row.ClosedAt is { } closed && (row.ReplacedById is not { } by || !byId.ContainsKey(by)))
        {
            var id = row.ReplacedById ?? VoidOf(row.Id);
            yield return (row.ElderId, new VisitFact(id, row.HappenedOn, closed, row.Mode, false, first));
        }
    }

    private static Guid First(Row row, Dictionary<Guid, Row> byId)
    {
        var id = row.Id;
        while (byId.TryGetValue(id, out var known) && known.CorrectsId is { } earlier)
        {
            id = earlier;
        }

        return id;
    }

    /// <summary>A void is no record of its own in the store; this id stands for it.</summary>
    private static Guid VoidOf(Guid visit)
    {
        Span<byte> bytes = stackalloc byte[16];
        visit.TryWriteBytes(bytes);
        bytes[15] ^= 0xFF;
        return new Guid(bytes);
    }

    private sealed record Row(
        Guid Id,
        Guid ElderId,
        DateOnly HappenedOn,
        DateTimeOffset ReceivedAt,
        Modes Mode,
        bool Counts,
        Guid? CorrectsId,
        DateTimeOffset? ClosedAt,
        Guid? ReplacedById
    );
}
