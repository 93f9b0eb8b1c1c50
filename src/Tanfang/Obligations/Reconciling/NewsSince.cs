using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Obligations.Reconciling;

/// <summary>Who of a batch has to be looked at whole: something became known since the last reconciliation, or there was none.</summary>
internal static class NewsSince
{
    public static async Task<IReadOnlySet<Guid>> Read(
        TanfangDb db,
        IReadOnlyList<LedgerElder> elders,
        IReadOnlyDictionary<Guid, ElderHistory> facts,
        CancellationToken cancel
    )
    {
        var linked = await MergedFiles.Read(db, elders.Select(e => e.Id), cancel);
        var news = elders
            .Where(e => e.ReconciledUntil is not { } since || Learned(facts[e.Id], since) || linked.IsLinked(e.Id))
            .ToHashSet();
        var rest = elders.Except(news).ToDictionary(e => e.Id, e => e.ReconciledUntil!.Value);
        if (rest.Count > 0)
        {
            var earliest = rest.Values.Min();
            var visits = await db
                .Visits.AsNoTracking()
                .Where(v => v.ReceivedAt > earliest && rest.Keys.Contains(v.ElderId))
                .Select(v => new { v.ElderId, v.ReceivedAt })
                .ToListAsync(cancel);
            news.UnionWith(elders.Where(e => visits.Any(v => v.ElderId == e.Id && v.ReceivedAt > e.ReconciledUntil)));
        }

        return news.Select(e => e.Id).ToHashSet();
    }

    private static bool Learned(ElderHistory elder, DateTimeOffset since) =>
        elder.Facts.Any(f => f.RecordedAt > since)
        || elder.Situations.Any(s =>
            s.RecordedAt > since
            && elder.Facts.Any(f => f.Division?.StartsWith(s.Division, StringComparison.Ordinal) == true)
        );
}
