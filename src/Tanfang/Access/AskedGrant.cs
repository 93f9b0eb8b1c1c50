using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>A grant as somebody asks for it, the first of an account or a further one.</summary>
/// <param name="VisitorId">Of a visitor: who that is among the 探访人员.</param>
/// <param name="Until">China day, exclusive; null = open.</param>
public sealed record AskedGrant(Role Role, int DivisionId, Guid? VisitorId, DateOnly? Until = null)
{
    /// <summary>The division it is for; else everything that stands in its way.</summary>
    internal async Task<Result<Division>> Check(TanfangDb db, Scope scope, DateOnly today, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var home = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == DivisionId, cancel);
        if (home is null || !scope.Covers(home))
        {
            refusals.Add(new("grant.division", "没有选区划，或它不在您的范围内", "请选择区划", "Division"));
        }

        if (Until <= today)
        {
            refusals.Add(new("grant.until", "截止日已过", "请填以后的日期，或留空", "Until"));
        }

        if (Role == Role.Visitor && !await db.Visitors.AnyAsync(v => v.Id == VisitorId && v.Until == null, cancel))
        {
            refusals.Add(
                new("grant.visitor", "没有选是哪一位探访人员", "请选择；还没有的先在“探访人员”中增加", "VisitorId")
            );
        }

        return refusals.Count > 0 ? refusals : home!;
    }

    internal Grant For(Guid account, Actor actor, TimeProvider clock) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.Now()),
            AccountId = account,
            Role = Role,
            DivisionId = DivisionId,
            VisitorId = Role == Role.Visitor ? VisitorId : null,
            From = clock.Today(),
            Until = Until,
            GivenBy = actor.Id,
            GivenAt = clock.Now(),
        };
}
