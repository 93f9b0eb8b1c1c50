using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;

namespace Tanfang.Visits;

/// <summary>
/// The visits of some elders as the rules see them: what was known from when. A correction is a further record that names
/// the first of its visit; so is a void, which counts for nothing. Attempts are left out, they never count.
/// </summary>
public sealed class VisitHistory(TanfangDb db)
{
    /// <summary>By elder, in the order of becoming known; who was never visited is missing. One query.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<VisitFact>>> Of(
        IReadOnlyCollection<Guid> elderIds,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Visits.AsNoTracking()
            .Where(v => elderIds.Contains(v.ElderId) && !v.IsAttempt)
            .OrderBy(v => v.ReceivedAt)
            .Select(v => new Row(
                v.Id,
                v.ElderId,
                v.HappenedOn,
                v.ReceivedAt,
                v.Mode,
                v.Counts,
                v.CorrectsId,
                v.ReplacedById == null ? v.ClosedAt : null
            ))
            .ToListAsync(cancel);
        return rows.GroupBy(r => r.ElderId).ToDictionary(g => g.Key, IReadOnlyList<VisitFact> (g) => Facts([.. g]));
    }

    private static List<VisitFact> Facts(IReadOnlyList<Row> rows)
    {
        var first = new Dictionary<Guid, Guid>();
        var facts = new List<VisitFact>(rows.Count);
        foreach (var row in rows)
        {
            // What is corrected was known before its correction, so it has been seen.
            Guid? replaces = row.CorrectsId is { } old ? first[old] : null;
            first[row.Id] = replaces ?? row.Id;
            facts.Add(new VisitFact(row.Id, row.HappenedOn, row.KnownFrom, row.Mode, row.Counts, replaces));
            if (row.VoidedAt is { } voided)
                facts.Add(new VisitFact(row.Id, row.HappenedOn, voided, row.Mode, Counts: false, first[row.Id]));
        }

        return facts;
    }

    private sealed record Row(
        Guid Id,
        Guid ElderId,
        DateOnly HappenedOn,
        DateTimeOffset KnownFrom,
        Modes Mode,
        bool Counts,
        Guid? CorrectsId,
        DateTimeOffset? VoidedAt
    );
}
