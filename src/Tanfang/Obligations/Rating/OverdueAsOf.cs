using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Obligations.Reconciling;
using Tanfang.Policy;
using Tanfang.Visits;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Obligations.Rating;

/// <summary>Somebody who was overdue at a moment, and where they lived, by what was known then.</summary>
public sealed record OverdueThen(Guid ElderId, int HomeId, Overdue Overdue);

/// <summary>
/// Who was overdue at a past moment. The store finds the obligations that had been missed by then without a later visit; the policy library
/// decides, for it also knows who had left or refused and what a substitution lets count.
/// </summary>
public sealed class OverdueAsOf(TanfangDb db, PolicySet policies)
{
    private const int Batch = 500;

    /// <summary>Of everybody: who moved away since was overdue where they lived. Whoever shows people looks at them through a scope.</summary>
    public Task<IReadOnlyList<OverdueThen>> Run(DateTimeOffset asOf, CancellationToken cancel) =>
        db.Beyond(() => Find(asOf, cancel), cancel);

    private async Task<IReadOnlyList<OverdueThen>> Find(DateTimeOffset asOf, CancellationToken cancel)
    {
        var missed = (await Missed(asOf).ToListAsync(cancel)).ToLookup(o => o.ElderId);
        var histories = new ElderHistories(db);
        var found = new List<OverdueThen>();
        foreach (var batch in missed.Select(g => g.Key).Chunk(Batch))
        {
            var births = await db
                .Elders.Where(e => batch.Contains(e.Id))
                .ToDictionaryAsync(e => e.Id, e => e.BirthDate, cancel);
            var facts = await histories.Read(births, cancel);
            var first = batch.SelectMany(id => missed[id]).Min(o => o.Until);
            var visits = await VisitHistory.Read(db, batch, first, cancel);
            await histories.Learn(batch.SelectMany(id => missed[id]).Select(o => o.CountedInId), cancel);
            foreach (var id in batch)
            {
                var rows = missed[id].Select(o => AsMissed(o, histories)).ToList();
                if (Overdue.Of(policies, facts[id], [.. visits[id]], rows, asOf) is { } overdue)
                {
                    found.Add(new OverdueThen(id, histories.IdOf(HomeOf(facts[id], asOf)), overdue));
                }
            }
        }

        return found;
    }

    private IQueryable<Obligation> Missed(DateTimeOffset asOf)
    {
        var ended = ChinaTime.DayOf(asOf);
        return db
            .Obligations.AsNoTracking()
            .Where(o => o.Until <= ended && o.OpenedAt <= asOf)
            .Where(o =>
                db.ObligationOutcomes.Where(x => x.ObligationId == o.Id && x.RecordedAt <= asOf)
                    .OrderByDescending(x => x.Ordinal)
                    .Select(x => (ObligationState?)x.Kind)
                    .FirstOrDefault() == ObligationState.Missed
            )
            .Where(o =>
                !db.Visits.Any(v =>
                    v.ElderId == o.ElderId
                    && v.Counts
                    && v.HappenedOn >= o.Until
                    && (v.Mode & o.Modes) != 0
                    && v.ReceivedAt <= asOf
                    && (v.ClosedAt == null || v.ClosedAt > asOf)
                    && !db.VisitMoves.Any(m => m.VisitId == v.Id)
                )
            );
    }

    private static LedgerEntry AsMissed(Obligation row, ElderHistories histories) =>
        new(
            PolicyRows.RowOf(row, histories.CodeOf(row.CountedInId)),
            [new OutcomeRow(0, OutcomeKind.Missed, null, null, false, false, row.OpenedAt, null)]
        );

    private static string HomeOf(ElderHistory elder, DateTimeOffset asOf) =>
        elder
            .Facts.Where(f => f.Division is not null && f.RecordedAt <= asOf && f.On <= ChinaTime.DayOf(asOf))
            .OrderBy(f => f.On)
            .ThenBy(f => f.RecordedAt)
            .Last()
            .Division!;
}
