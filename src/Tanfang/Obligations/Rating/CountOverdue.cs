using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Reconciling;
using Tanfang.Policy;

namespace Tanfang.Obligations.Rating;

/// <summary>
/// How many elders are overdue, by the division in which they live: now from the column that each reconciliation writes, for a past moment
/// by asking the policy library for everybody who had missed something by then.
/// </summary>
public sealed class CountOverdue(TanfangDb db, PolicySet policies)
{
    private const int Batch = 500;

    /// <summary>By id of the division and of its children.</summary>
    public async Task<Dictionary<int, int>> Run(Division division, FigureTime when, CancellationToken cancel)
    {
        var homes = when.IsNow
            ? await db.Elders.Where(e => e.OverdueSince != null).Select(e => e.HomeId).ToListAsync(cancel)
            : (await AsOf(when.AsOf, cancel)).ConvertAll(o => o.HomeId);
        var wanted = homes.Distinct().ToList();
        var within = await db
            .Divisions.AsNoTracking()
            .Within(division.Id)
            .Where(d => wanted.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancel);
        return homes
            .Where(within.ContainsKey)
            .SelectMany(home => new[] { division.Id, ChildOf(division, within[home]) })
            .OfType<int>()
            .CountBy(place => place)
            .ToDictionary();
    }

    /// <summary>Who was overdue at a moment, and where they lived, by what was known then.</summary>
    public async Task<List<(Guid Elder, int HomeId, Overdue Overdue)>> AsOf(
        DateTimeOffset asOf,
        CancellationToken cancel
    )
    {
        var ended = Shared.ChinaTime.DayOf(asOf);
        var candidates = await db
            .Elders.AsNoTracking()
            .Where(e =>
                db.Obligations.Any(o =>
                    o.ElderId == e.Id
                    && o.Until <= ended
                    && db.ObligationOutcomes.Any(x => x.ObligationId == o.Id && x.Kind == ObligationState.Missed)
                )
            )
            .Select(e => new LedgerElder(e.Id, e.BirthDate, e.ReconciledUntil, e.OverdueSince, e.OverdueRule))
            .ToListAsync(cancel);
        var histories = new ElderHistories(db);
        var found = new List<(Guid, int, Overdue)>();
        foreach (var batch in candidates.Chunk(Batch))
        {
            var facts = await histories.Read(batch.ToDictionary(e => e.Id, e => e.BirthDate), cancel);
            var known = await StoredLedger.Read(db, histories, batch, whole: true, cancel);
            foreach (var id in batch.Select(e => e.Id))
            {
                if (Overdue.Of(policies, facts[id], known.VisitsOf(id), known.RowsOf(id), asOf) is { } overdue)
                {
                    found.Add((id, histories.IdOf(HomeOf(facts[id], asOf)), overdue));
                }
            }
        }

        return found;
    }

    private static string HomeOf(ElderHistory elder, DateTimeOffset asOf) =>
        elder
            .Facts.Where(f => f.Division is not null && f.RecordedAt <= asOf && f.On <= Shared.ChinaTime.DayOf(asOf))
            .OrderBy(f => f.On)
            .ThenBy(f => f.RecordedAt)
            .Last()
            .Division!;

    private static int? ChildOf(Division division, Division below) =>
        division.Level switch
        {
            DivisionLevel.Province => below.CityId,
            DivisionLevel.City => below.CountyId,
            DivisionLevel.County => below.TownshipId,
            DivisionLevel.Township when below.Level == DivisionLevel.Village => below.Id,
            _ => null,
        };
}
