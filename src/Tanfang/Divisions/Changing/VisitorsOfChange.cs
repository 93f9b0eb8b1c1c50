using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Divisions.Changing;

/// <summary>Visitors and responsible persons whom a change touches: who works in what ends, who answers for somebody that moves.</summary>
public sealed class VisitorsOfChange(TanfangDb db, WhoGoesWhere who)
{
    private const int Batch = 500;

    public async Task<IReadOnlyList<VisitorPassage>> Run(
        Scope scope,
        ChangeSheet sheet,
        IReadOnlyList<Passage> people,
        CancellationToken cancel
    )
    {
        var homes = await who.Homes(sheet, cancel);
        var answers = await Responsible(people, sheet.Change.On ?? DateOnly.MaxValue, cancel);
        var ids = answers.Select(a => a.Visitor).Distinct().ToList();
        var visitors = await db.VisitorsOf(scope)
            .Where(v => (homes.Contains(v.DivisionId) && v.Until == null) || ids.Contains(v.Id))
            .OrderBy(v => v.Name)
            .ToListAsync(cancel);
        var names = await db.Divisions.Where(d => homes.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        var byVisitor = answers.ToLookup(a => a.Visitor, a => a.Passage);
        return
        [
            .. visitors.Select(v =>
            {
                var own = byVisitor[v.Id].ToList();
                var places = own.Select(p => (p.HomeId, p.PartId)).Distinct().ToList();
                if (places.Count == 0 && names.ContainsKey(v.DivisionId))
                {
                    places = [(v.DivisionId, sheet.Targets.FirstOrDefault()?.Id)];
                }

                return new VisitorPassage(
                    v.Id,
                    v.Name,
                    string.Join("、", places.Select(p => names[p.HomeId].Name).Distinct()),
                    string.Join(
                        "、",
                        places.Select(p => PreviewChange.ToName(sheet, names[p.HomeId], p.PartId)).Distinct()
                    ),
                    own.Count
                );
            }),
        ];
    }

    /// <summary>How many of them have somebody who answers for them on a day.</summary>
    public async Task<int> WithResponsible(IReadOnlyList<Guid> elders, DateOnly on, CancellationToken cancel)
    {
        var sum = 0;
        foreach (var batch in elders.Chunk(Batch))
        {
            sum += await On(on)
                .Where(r => batch.Contains(r.ElderId))
                .Select(r => r.ElderId)
                .Distinct()
                .CountAsync(cancel);
        }

        return sum;
    }

    private async Task<List<(Guid Visitor, Passage Passage)>> Responsible(
        IReadOnlyList<Passage> people,
        DateOnly on,
        CancellationToken cancel
    )
    {
        var found = new List<(Guid, Passage)>();
        foreach (var batch in people.Where(p => !p.Left).Chunk(Batch))
        {
            var ids = batch.Select(p => p.ElderId).ToList();
            var rows = await On(on).Where(r => ids.Contains(r.ElderId)).ToListAsync(cancel);
            found.AddRange(rows.Join(batch, r => r.ElderId, p => p.ElderId, (r, p) => (r.VisitorId, p)));
        }

        return found;
    }

    private IQueryable<Responsibility> On(DateOnly day) =>
        db.Responsibilities.AsNoTracking().Where(r => r.From <= day && (r.Until == null || r.Until > day));
}
