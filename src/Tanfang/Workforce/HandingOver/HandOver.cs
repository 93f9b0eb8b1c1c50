using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce.Assigning;

namespace Tanfang.Workforce.HandingOver;

/// <summary>Whose people go to whom.</summary>
/// <param name="Village">Null = all of them.</param>
/// <param name="Seen">How many it were when somebody looked; another number now is asked about again.</param>
public sealed record HandOverWish(Guid From, Guid? To, int? Village, DateOnly? Day, int? Seen);

/// <summary>整批移交: all people of one visitor, or those of a village, go to another from a day on; all of them or nobody.</summary>
public sealed class HandOver(TanfangDb db, AssignResponsible assign, TimeProvider clock)
{
    /// <summary>Whose responsible person this visitor is on a day.</summary>
    public IQueryable<Elder> PeopleOf(Scope scope, Guid visitor, int? village, DateOnly day)
    {
        var theirs = db.Responsibilities.Where(r =>
            r.VisitorId == visitor && r.From <= day && (r.Until == null || r.Until > day)
        );
        return db.EldersOf(scope)
            .Where(e => village == null || e.HomeId == village)
            .Where(e => theirs.Any(r => r.ElderId == e.Id));
    }

    /// <returns>How many people have another responsible person now.</returns>
    public async Task<Result<int>> Run(Scope scope, Actor actor, HandOverWish wish, CancellationToken cancel)
    {
        if (!await db.VisitorsOf(scope).AnyAsync(v => v.Id == wish.From, cancel))
        {
            return new Refusal("handOver.unknown", "找不到这位探访人员", "请从名单中选择");
        }

        if (wish.To == wish.From)
        {
            return new Refusal("handOver.self", "接手的就是同一个人", "请选别人", "To");
        }

        var people = PeopleOf(scope, wish.From, wish.Village, wish.Day ?? clock.Today());
        return await assign.Many(scope, actor, people, wish.To, wish.Day, wish.Seen, cancel);
    }
}
