using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce.Grids;

namespace Tanfang.Workforce.Assigning;

/// <summary>确定责任人: one elder, or everybody of a village who has nobody. The one before ends on that day.</summary>
public sealed class AssignResponsible(TanfangDb db, WriteGate gate, UnassignedElders unassigned, TimeProvider clock)
{
    public Task<Result<int>> One(
        Scope scope,
        Actor actor,
        Guid elderId,
        Guid? visitorId,
        DateOnly? from,
        CancellationToken cancel
    ) => Run(scope, actor, db.EldersOf(scope).Where(e => e.Id == elderId), visitorId, from, cancel);

    /// <returns>How many people have somebody now.</returns>
    public Task<Result<int>> Village(
        Scope scope,
        Actor actor,
        int divisionId,
        Guid? visitorId,
        DateOnly? from,
        CancellationToken cancel
    ) => Run(scope, actor, unassigned.Those(scope).Where(e => e.HomeId == divisionId), visitorId, from, cancel);

    /// <param name="seen">How many somebody was told it would be; not now any more: nothing is done.</param>
    internal Task<Result<int>> Many(
        Scope scope,
        Actor actor,
        IQueryable<Elder> people,
        Guid? visitorId,
        DateOnly? from,
        int? seen,
        CancellationToken cancel
    ) => Run(scope, actor, people, visitorId, from, cancel, seen);

    /// <summary>The people of a grid, who follow its worker because somebody said so.</summary>
    public async Task<Result<int>> Grid(
        Scope scope,
        Actor actor,
        IQueryable<Elder> people,
        Follow follow,
        Guid? visitorId,
        DateOnly? from,
        CancellationToken cancel
    )
    {
        var without = unassigned.Those(scope).Select(e => e.Id);
        var whom =
            follow == Follow.Unassigned
                ? people.Where(e => without.Contains(e.Id))
                : people.Where(e =>
                    !db.Responsibilities.Any(r => r.ElderId == e.Id && r.VisitorId == visitorId && r.Until == null)
                );
        return await whom.AnyAsync(cancel) ? await Run(scope, actor, whom, visitorId, from, cancel) : 0;
    }

    private Task<Result<int>> Run(
        Scope scope,
        Actor actor,
        IQueryable<Elder> whom,
        Guid? visitorId,
        DateOnly? from,
        CancellationToken cancel,
        int? seen = null
    ) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var visitor = await db.VisitorsOf(scope).SingleOrDefaultAsync(v => v.Id == visitorId, cancel);
                var elders = await whom.Select(e => e.Id).ToListAsync(cancel);
                var before = await db
                    .Responsibilities.Where(r => elders.Contains(r.ElderId) && (r.Until == null || r.Until > from))
                    .ToListAsync(cancel);
                if (Guard(visitor, elders.Count, before, from) is { } refusal)
                {
                    return refusal;
                }

                if (seen is not null && seen != elders.Count)
                {
                    return new Refusal("assign.other", $"现在是 {elders.Count} 位，不是 {seen} 位", "请再核对一次");
                }

                foreach (var row in before)
                {
                    // Chosen and changed on the same day: the first never was.
                    if (row.From == from)
                    {
                        db.Responsibilities.Remove(row);
                    }

                    row.Until = from;
                }

                foreach (var elder in elders)
                {
                    db.Responsibilities.Add(
                        new Responsibility
                        {
                            Id = Guid.CreateVersion7(clock.Now()),
                            ElderId = elder,
                            VisitorId = visitor!.Id,
                            From = from!.Value,
                        }
                    );
                    var detail = $"{visitor.Id:N} {from:yyyy-MM-dd}";
                    db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.assigned", elder.ToString("N"), detail));
                }

                await db.SaveChangesAsync(cancel);
                return elders.Count;
            },
            cancel
        );

    private Refusal? Guard(Visitor? visitor, int elders, List<Responsibility> before, DateOnly? from) =>
        visitor is null ? new("assign.visitor", "没有选责任人", "请从名单中选择，或先增加探访人员", "Visitor")
        : from is not { } day ? new("assign.day", "没有填日期", "请填写从哪一天起", "From")
        : day > clock.Today() ? new("assign.future", "日期在今天之后", "请到当天再办理", "From")
        : visitor.Until <= day ? new("assign.ended", "这位探访人员那时已不在岗", "请选别人，或核对日期", "Visitor")
        : elders == 0 ? new("assign.nobody", "没有需要确定责任人的老人", "可能刚刚已由别人确定", null)
        : before.Exists(r => r.From > day)
            ? new("assign.early", $"{before.Max(r => r.From):yyyy-MM-dd} 起已有责任人", "请填那天或以后的日期", "From")
        : null;
}
