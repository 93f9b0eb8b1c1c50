using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>
/// Devices of visitors that have not been heard of for days: what was recorded on them may not be here yet, so whoever reads a rate has to know. Those
/// revoked or run out are not awaited any more.
/// </summary>
public sealed class SilentDevices(TanfangDb db, TimeProvider clock)
{
    /// <summary>More than this: a weekend in the mountains is none yet.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(3);

    /// <param name="divisionId">Where the visitor works, with everything below it; null = anywhere.</param>
    public Task<int> Count(int? divisionId, CancellationToken cancel) =>
        Those(Visitors(Scope.Everything, divisionId)).CountAsync(cancel);

    /// <summary>Those of visitors who work within the scope and, if said, within the division.</summary>
    public IQueryable<DeviceToken> Of(Scope scope, int? divisionId) => Those(Visitors(scope, divisionId));

    /// <summary>The ids of the visitors meant.</summary>
    internal IQueryable<Guid> Visitors(Scope scope, int? divisionId)
    {
        var places = db.Divisions.Within(scope);
        if (divisionId is { } id)
        {
            places = places.Where(d => db.Divisions.Within(id).Any(w => w.Id == d.Id));
        }

        return db.Visitors.Where(v => places.Any(d => d.Id == v.DivisionId)).Select(v => v.Id);
    }

    private IQueryable<DeviceToken> Those(IQueryable<Guid> visitors)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var (issued, heard) = (now - DeviceToken.Holds, now - Silence);
        return db
            .DeviceTokens.Where(t => t.RevokedAt == null && t.IssuedAt > issued)
            .Where(t => t.LastHeardAt == null ? t.IssuedAt < heard : t.LastHeardAt < heard)
            .Where(t => db.Accounts.Any(a => a.Id == t.AccountId && a.LockoutEnd != Account.ForEver))
            .Where(t =>
                db.Grants.Any(g =>
                    g.AccountId == t.AccountId
                    && g.Role == Role.Visitor
                    && g.EndedAt == null
                    && g.From <= today
                    && (g.Until == null || g.Until > today)
                    && visitors.Contains(g.VisitorId!.Value)
                )
            );
    }
}
