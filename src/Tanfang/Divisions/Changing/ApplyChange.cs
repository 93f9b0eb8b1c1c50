using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>
/// Does what a change says, inside the caller's transaction: the old divisions end on the day and the new ones begin; everybody who
/// lived there gets a dated residence, and with it the obligations that are open. What had ended by then stays where it was counted.
/// </summary>
public sealed class ApplyChange(
    TanfangDb db,
    TimeProvider clock,
    WhoGoesWhere who,
    MakeDivisions make,
    AppendFacts append
)
{
    /// <param name="knownAt">Since when it has been known: the day itself for a plan, even where the run of that day came late.</param>
    public async Task Run(Scope scope, Actor actor, ChangeSheet sheet, DateTimeOffset knownAt, CancellationToken cancel)
    {
        var change = sheet.Change;
        var people = await who.Run(scope, sheet, cancel);
        var ways = await make.Run(sheet, cancel);
        var going = people
            .Where(p => ways.ContainsKey((p.HomeId, p.PartId)) && ways[(p.HomeId, p.PartId)] != p.HomeId)
            .ToList();
        await Visitors(sheet, going, ways, cancel);
        await Remember(change, people, cancel);
        change.State = ChangeState.Effective;
        change.EffectiveAt = clock.Now();
        change.People = going.Count;
        change.Problem = null;
        change.Version++;
        var detail = $"{change.Kind} {change.On:yyyy-MM-dd} {going.Count}";
        db.Changes.Add(ChangeEntry.Of(actor, clock, "division.changed", change.Id.ToString("N"), detail));
        await db.SaveChangesAsync(cancel);
        await Move(actor, change, going, ways, knownAt, cancel);
    }

    private async Task Move(
        Actor actor,
        DivisionChange change,
        List<Passage> going,
        IReadOnlyDictionary<(int Home, Guid? Part), int> ways,
        DateTimeOffset knownAt,
        CancellationToken cancel
    )
    {
        var ids = going.Select(p => p.ElderId).Order().ToArray();
        if (!db.IsSqlite)
        {
            // A visit that is being recorded is waited for; the next one waits until the new home is known.
            await db.Database.ExecuteSqlAsync(
                $"select 1 from elders where id = any({ids}) order by id for update",
                cancel
            );
        }

        var elders = await db.Elders.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var arrived = await Arrived(db, ids, cancel);
        var facts = going
            .Where(p => elders.ContainsKey(p.ElderId))
            .Select(p =>
            {
                var elder = elders[p.ElderId];
                // 撤村改居 is what makes a rural home an urban one; whatever was entered before no longer says it.
                var rural = change.Kind == ChangeKind.Convert ? null : elder.Rural;
                return Residence(elder, ways[(p.HomeId, p.PartId)], change.On!.Value, arrived, knownAt, actor, rural);
            });
        await append.Run(actor, [.. elders.Values], [.. facts], "elder.moved", cancel);
    }

    internal static ElderFact Residence(
        Elder elder,
        int home,
        DateOnly on,
        ILookup<Guid, Arrival> arrived,
        DateTimeOffset knownAt,
        Actor actor,
        bool? rural
    )
    {
        // Somebody who came after the day was entered under the old name; the new one holds from their coming, and has the last word.
        var own = arrived[elder.Id].Append(new Arrival(elder.Id, on, knownAt)).ToList();
        var (day, known) = (own.Max(a => a.On), own.Max(a => a.RecordedAt));
        return new()
        {
            Id = Guid.CreateVersion7(knownAt),
            ElderId = elder.Id,
            Kind = FactKind.Residence,
            On = day,
            RecordedAt = arrived[elder.Id].Any(a => a.On == day && a.RecordedAt >= knownAt)
                ? known.AddMilliseconds(1)
                : knownAt,
            DivisionId = home,
            Rural = rural,
            Source = ElderFact.ByDivisionChange,
            RecordedBy = actor.Id,
        };
    }

    /// <summary>Since when people live somewhere, and since when that is known.</summary>
    internal sealed record Arrival(Guid ElderId, DateOnly On, DateTimeOffset RecordedAt);

    internal static async Task<ILookup<Guid, Arrival>> Arrived(
        TanfangDb db,
        IReadOnlyList<Guid> elders,
        CancellationToken cancel
    ) =>
        (
            await db
                .ElderFacts.Where(f => elders.Contains(f.ElderId) && f.Kind == FactKind.Residence)
                .Select(f => new Arrival(f.ElderId, f.On, f.RecordedAt))
                .ToListAsync(cancel)
        ).ToLookup(a => a.ElderId);

    /// <summary>Who went from where, for the reverse.</summary>
    private async Task Remember(DivisionChange change, IReadOnlyList<Passage> people, CancellationToken cancel)
    {
        await db.DivisionChangePeople.Where(p => p.ChangeId == change.Id).ExecuteDeleteAsync(cancel);
        var rows = people
            .Where(p => p.PartId is not null)
            .Select(p => new DivisionChangePerson
            {
                ChangeId = change.Id,
                ElderId = p.ElderId,
                PartId = p.PartId!.Value,
                FromDivisionId = p.HomeId,
            })
            .ToList();
        await WriteRows.Insert(db, rows, cancel);
    }

    /// <summary>Whoever worked in what ends works where most of their people go; without people, in the only successor, else in the township.</summary>
    private async Task Visitors(
        ChangeSheet sheet,
        List<Passage> going,
        IReadOnlyDictionary<(int Home, Guid? Part), int> ways,
        CancellationToken cancel
    )
    {
        var (on, ended) = (sheet.Change.On!.Value, make.Ended);
        var visitors = await db.Visitors.Where(v => ended.Contains(v.DivisionId)).ToListAsync(cancel);
        var ids = visitors.Select(v => v.Id).ToList();
        var answers = await db
            .Responsibilities.Where(r => ids.Contains(r.VisitorId) && r.From <= on && (r.Until == null || r.Until > on))
            .Select(r => new { r.VisitorId, r.ElderId })
            .ToListAsync(cancel);
        var homes = going.ToDictionary(p => p.ElderId, p => ways[(p.HomeId, p.PartId)]);
        foreach (var visitor in visitors)
        {
            var most = answers
                .Where(a => a.VisitorId == visitor.Id && homes.ContainsKey(a.ElderId))
                .CountBy(a => homes[a.ElderId])
                .OrderByDescending(c => c.Value)
                .Select(c => (int?)c.Key)
                .FirstOrDefault();
            var only = ways.Where(w => w.Key.Home == visitor.DivisionId).Select(w => w.Value).Distinct().ToList();
            var next = most ?? (only is [var one] ? one : sheet.From.First(d => d.Id == visitor.DivisionId).ParentId);
            visitor.DivisionId = next ?? visitor.DivisionId;
            var detail = visitor.DivisionId.ToString(CultureInfo.InvariantCulture);
            db.Changes.Add(ChangeEntry.Of(Actor.System, clock, "visitor.moved", visitor.Id.ToString("N"), detail));
        }
    }
}
