using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce.Leaving;

namespace Tanfang.Workforce.Visitors;

/// <summary>探访人员 come and go: somebody is added in a division, and ends with a day on which their people have nobody.</summary>
public sealed class KeepVisitors(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    private static readonly Refusal Unknown = new("visitor.unknown", "找不到这位探访人员", "请从名单中选择");

    public async Task<Result<Guid>> Add(Scope scope, Actor actor, string? name, int? division, CancellationToken cancel)
    {
        var read = PersonName.Read(name);
        if (read.Problem is { } problem)
        {
            return new Refusal("visitor.name", problem.Reason, problem.Remedy, "Name");
        }

        var place = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == division, cancel);
        if (place is null || !place.IsValidOn(clock.Today()) || !scope.Covers(place))
        {
            return new Refusal(
                "visitor.division",
                "没有选工作的行政区划",
                "请选到乡镇（街道）或村（社区）",
                "Division"
            );
        }

        return await gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var same = db.Visitors.Where(v => v.DivisionId == place.Id && v.Name == read.Value && v.Until == null);
                if (await same.AnyAsync(cancel))
                {
                    return new Refusal("visitor.twice", "这里已有同名的探访人员", "同名的请在名字后加字区别", "Name");
                }

                var visitor = new Visitor
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    Name = read.Value!,
                    DivisionId = place.Id,
                };
                db.Visitors.Add(visitor);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "visitor.added", visitor.Id.ToString("N"), place.Code));
                await db.SaveChangesAsync(cancel);
                return visitor.Id;
            },
            cancel
        );
    }

    /// <returns>How many people have nobody from that day on.</returns>
    /// <param name="until">First day on which the visitor no longer works.</param>
    public Task<Result<int>> End(Scope scope, Actor actor, Guid id, DateOnly until, CancellationToken cancel) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                var visitor = await db.VisitorsOf(scope)
                    .SingleOrDefaultAsync(v => v.Id == id && v.Until == null, cancel);
                if (visitor is null)
                {
                    return Unknown;
                }

                if (until > clock.Today())
                {
                    return new Refusal("visitor.future", "日期在今天之后", "请到当天再办理", "Until");
                }

                var open = await db
                    .Responsibilities.Where(r => r.VisitorId == id && (r.Until == null || r.Until > until))
                    .ToListAsync(cancel);
                if (open.Exists(r => r.From >= until))
                {
                    return new Refusal("visitor.early", "这天以后还确定了新的责任关系", "请填更晚的日期", "Until");
                }

                visitor.Until = until;
                open.ForEach(r => r.Until = until);
                await KeepLeaves.EndWith(db, id, until, cancel);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "visitor.ended", id.ToString("N"), $"{until:yyyy-MM-dd}"));
                await db.SaveChangesAsync(cancel);
                return open.Count;
            },
            cancel
        );
}
