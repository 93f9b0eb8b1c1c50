using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Obligations.Rating;

/// <summary>
/// Who is overdue and where they are told: where they live, except that a change of divisions after the month does not take them
/// out of the tree of that month.
/// </summary>
public sealed class OverdueHomes(TanfangDb db, OverdueAsOf then)
{
    /// <summary>Of everybody, for the figures; whoever shows people looks at them through a scope.</summary>
    public Task<Dictionary<Guid, int>> Run(FigureTime when, DateOnly treeDay, CancellationToken cancel) =>
        db.Beyond(() => Find(when, treeDay, cancel), cancel);

    private async Task<Dictionary<Guid, int>> Find(FigureTime when, DateOnly treeDay, CancellationToken cancel)
    {
        var homes = when.IsNow
            ? await db.Elders.Where(e => e.OverdueSince != null).ToDictionaryAsync(e => e.Id, e => e.HomeId, cancel)
            : (await then.Run(when.AsOf, cancel)).ToDictionary(o => o.ElderId, o => o.HomeId);
        foreach (var (elder, home) in await Before(treeDay, cancel))
        {
            if (homes.ContainsKey(elder))
            {
                homes[elder] = home;
            }
        }

        return homes;
    }

    /// <summary>Whether anybody who is overdue was moved by a change of divisions after that day.</summary>
    public Task<bool> Moved(DateOnly treeDay, CancellationToken cancel) => Later(treeDay).AnyAsync(cancel);

    /// <summary>Where they lived but for the changes of divisions since that day.</summary>
    private async Task<Dictionary<Guid, int>> Before(DateOnly treeDay, CancellationToken cancel)
    {
        var facts = await Later(treeDay)
            .Join(
                db.ElderFacts.AsNoTracking().Where(f => f.Kind == FactKind.Residence && f.DivisionId != null),
                id => id,
                f => f.ElderId,
                (_, f) => f
            )
            .ToListAsync(cancel);
        return facts
            .GroupBy(f => f.ElderId)
            .Select(g =>
                ElderNow
                    .InOrder(g)
                    .Reverse()
                    .SkipWhile(f => f.On > treeDay && f.Source == ElderFact.ByDivisionChange)
                    .FirstOrDefault()
            )
            .OfType<ElderFact>()
            .ToDictionary(f => f.ElderId, f => f.DivisionId!.Value);
    }

    private IQueryable<Guid> Later(DateOnly treeDay) =>
        db
            .Elders.Where(e => e.OverdueSince != null)
            .Where(e =>
                db.ElderFacts.Any(f =>
                    f.ElderId == e.Id
                    && f.On > treeDay
                    && f.Kind == FactKind.Residence
                    && f.Source == ElderFact.ByDivisionChange
                )
            )
            .Select(e => e.Id);
}
