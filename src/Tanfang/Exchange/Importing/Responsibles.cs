using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Exchange.Importing;

/// <summary>探访责任人 of the elders of a batch: who is responsible now, and somebody else when the file says so.</summary>
public sealed class Responsibles(TanfangDb db, TimeProvider clock)
{
    private readonly Dictionary<(int Place, string Name), Visitor> visitors = [];
    private readonly HashSet<int> places = [];
    private Dictionary<Guid, (Responsibility Row, string Name)> now = [];

    public async Task Load(IReadOnlyCollection<Guid> elders, CancellationToken cancel)
    {
        var today = clock.Today();
        var rows = await (
            from responsibility in db.Responsibilities.AsNoTracking()
            join visitor in db.Visitors on responsibility.VisitorId equals visitor.Id
            where
                EF.Parameter(elders).Contains(responsibility.ElderId)
                && responsibility.From <= today
                && (responsibility.Until == null || responsibility.Until > today)
            orderby responsibility.From
            select new { responsibility, visitor.Name }
        ).ToListAsync(cancel);
        now = rows.GroupBy(r => r.responsibility.ElderId)
            .ToDictionary(g => g.Key, g => (g.Last().responsibility, g.Last().Name));
    }

    public bool Differs(Guid elder, string? said) =>
        said is not null && (!now.TryGetValue(elder, out var known) || known.Name != said);

    /// <summary>Makes somebody responsible from today on; from enrolment on for a new elder.</summary>
    public async Task Assign(Guid elder, Division home, string name, DateOnly from, CancellationToken cancel)
    {
        if (now.TryGetValue(elder, out var known))
        {
            // One that began today is replaced, not ended on the day it began.
            if (known.Row.From == from)
            {
                db.Responsibilities.Remove(known.Row);
            }
            else
            {
                known.Row.Until = from;
                db.Responsibilities.Update(known.Row);
            }
        }

        var visitor = await VisitorOf(home, name, cancel);
        db.Responsibilities.Add(
            new Responsibility
            {
                Id = Guid.CreateVersion7(clock.Now()),
                ElderId = elder,
                VisitorId = visitor.Id,
                From = from,
            }
        );
    }

    /// <summary>The visitor of that name who works in the village, else the township, else the county; else a new one in the township.</summary>
    private async Task<Visitor> VisitorOf(Division home, string name, CancellationToken cancel)
    {
        int[] near = [.. new[] { home.Id, home.TownshipId, home.CountyId }.OfType<int>().Distinct()];
        var unread = near.Where(places.Add).ToList();
        if (unread.Count > 0)
        {
            var today = clock.Today();
            var found = await db
                .Visitors.AsNoTracking()
                .Where(v => unread.Contains(v.DivisionId) && (v.Until == null || v.Until > today))
                .OrderBy(v => v.Id)
                .ToListAsync(cancel);
            found.ForEach(v => visitors.TryAdd((v.DivisionId, v.Name), v));
        }

        foreach (var place in near)
        {
            if (visitors.TryGetValue((place, name), out var known))
            {
                return known;
            }
        }

        var visitor = new Visitor
        {
            Id = Guid.CreateVersion7(clock.Now()),
            Name = name,
            DivisionId = home.TownshipId ?? home.Id,
        };
        db.Visitors.Add(visitor);
        visitors[(visitor.DivisionId, name)] = visitor;
        return visitor;
    }
}
