using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Workforce;

/// <summary>Who stands in for somebody, and the last day of it.</summary>
public sealed record StandIn(string Name, DateOnly LastDay);

/// <summary>责任单位: which office answers for somebody's visits, and who stands in that day.</summary>
/// <param name="Unit">The organisation of the account by which the responsible person signs in; without one where they work.</param>
public sealed record Answerable(string Unit, StandIn? StandIn);

/// <summary>Beside a responsible person: the unit that answers, and whoever visits while they are away.</summary>
public sealed class AnswerableUnits(TanfangDb db, DivisionLookup divisions)
{
    public async Task<Answerable> Of(Guid visitor, DateOnly on, CancellationToken cancel)
    {
        var organisation = await db
            .Grants.Where(g => g.Role == Role.Visitor && g.VisitorId == visitor && g.EndedAt == null)
            .Where(g => g.From <= on && (g.Until == null || g.Until > on))
            .OrderByDescending(g => g.Id)
            .Join(db.Accounts, g => g.AccountId, a => a.Id, (_, a) => a.OrganisationId)
            .Join(db.Organisations, id => id, o => o.Id, (_, o) => o.Name)
            .FirstOrDefaultAsync(cancel);
        return new Answerable(organisation ?? await PlaceOf(visitor, cancel), await StandInOf(visitor, on, cancel));
    }

    private async Task<string> PlaceOf(Guid visitor, CancellationToken cancel)
    {
        var works = await db.Visitors.Where(v => v.Id == visitor).Select(v => v.DivisionId).SingleAsync(cancel);
        return (await divisions.Named([works], cancel))[works].Path;
    }

    private async Task<StandIn?> StandInOf(Guid visitor, DateOnly on, CancellationToken cancel)
    {
        var row = await db
            .Leaves.Where(l => l.VisitorId == visitor && l.From <= on && l.Until > on)
            .Join(db.Visitors, l => l.StandInId, v => v.Id, (l, v) => new { v.Name, l.Until })
            .FirstOrDefaultAsync(cancel);
        return row is null ? null : new StandIn(row.Name, row.Until.AddDays(-1));
    }
}
