using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Leaving;

/// <summary>What is asked for.</summary>
/// <param name="First">The first day away.</param>
/// <param name="Last">The last day away, which still counts.</param>
public sealed record LeaveWish(Guid Visitor, Guid? StandIn, DateOnly? First, DateOnly? Last);

/// <summary>登记请假、提前结束: somebody is away, another one stands in.</summary>
public sealed class KeepLeaves(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <summary>A quarter. Longer than that the people get somebody else who is responsible.</summary>
    public const int MostDays = 92;

    private static readonly Refusal Unknown = new("leave.unknown", "找不到这位探访人员", "请从名单中选择");

    public Task<Result<Guid>> Begin(Scope scope, Actor actor, LeaveWish wish, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                await Lock([wish.Visitor, wish.StandIn ?? wish.Visitor], cancel);
                var visitor = await db.VisitorsOf(scope).SingleOrDefaultAsync(v => v.Id == wish.Visitor, cancel);
                var standIn = await db.VisitorsOf(scope).SingleOrDefaultAsync(v => v.Id == wish.StandIn, cancel);
                if (visitor is null)
                {
                    return Unknown;
                }

                if (Guard(visitor, standIn, wish) is { } refusal)
                {
                    return refusal;
                }

                var (from, until) = (wish.First!.Value, wish.Last!.Value.AddDays(1));
                if (await Overlap(visitor, standIn!, from, until, cancel) is { } taken)
                {
                    return taken;
                }

                var leave = new Leave
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    VisitorId = visitor.Id,
                    StandInId = standIn!.Id,
                    From = from,
                    Until = until,
                    RecordedAt = clock.Now(),
                };
                db.Leaves.Add(leave);
                var detail = $"{standIn.Id:N} {from:yyyy-MM-dd} {until:yyyy-MM-dd}";
                db.Changes.Add(ChangeEntry.Of(actor, clock, "visitor.leaves", visitor.Id.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return leave.Id;
            },
            cancel
        );

    /// <summary>From today on nobody stands in any more; one that has not begun is called off.</summary>
    public Task<Result<Guid>> End(Scope scope, Actor actor, Guid visitor, Guid leave, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                await Lock([visitor], cancel);
                var row = await db.Leaves.SingleOrDefaultAsync(l => l.Id == leave && l.VisitorId == visitor, cancel);
                if (row is null || !await db.VisitorsOf(scope).AnyAsync(v => v.Id == visitor, cancel))
                {
                    return Unknown;
                }

                var today = clock.Today();
                if (row.Until <= today || row.IsCalledOff)
                {
                    return new Refusal("leave.over", "这次代访已经结束", "不用再办理");
                }

                Cut(row, today);
                var detail = $"{row.StandInId:N} {row.Until:yyyy-MM-dd}";
                db.Changes.Add(ChangeEntry.Of(actor, clock, "visitor.returns", visitor.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return leave;
            },
            cancel
        );

    /// <summary>Whoever no longer works is neither away nor stands in. Inside the transaction of that.</summary>
    internal static async Task EndWith(TanfangDb db, Guid visitor, DateOnly until, CancellationToken cancel)
    {
        var open = await db
            .Leaves.Where(l => (l.VisitorId == visitor || l.StandInId == visitor) && l.Until > until)
            .ToListAsync(cancel);
        open.ForEach(l => Cut(l, until));
    }

    private static void Cut(Leave leave, DateOnly until) => leave.Until = until > leave.From ? until : leave.From;

    private Refusal? Guard(Visitor visitor, Visitor? standIn, LeaveWish wish) =>
        standIn is null ? new("leave.standIn", "没有选代访人", "请从名单中选择，或先增加探访人员", "StandIn")
        : standIn.Id == visitor.Id ? new("leave.self", "代访人就是请假的人", "请选别人", "StandIn")
        : wish.First is not { } first ? new("leave.first", "没有填从哪天起", "请填写请假的第一天", "First")
        : wish.Last is not { } last ? new("leave.last", "没有填到哪天止", "请填写请假的最后一天", "Last")
        : first < clock.Today()
            ? new("leave.past", "第一天在今天以前", "代访从今天起才能办理，过去的日子不能补登", "First")
        : last < first ? new("leave.order", "最后一天在第一天之前", "请核对两个日期", "Last")
        : last.DayNumber - first.DayNumber >= MostDays
            ? new("leave.long", $"超过 {MostDays} 天", "时间更长的，请把老人交给别人负责", "Last")
        : visitor.Until is not null ? new("leave.ended", "请假的人已离岗", "请给老人重新确定责任人", "First")
        : standIn.Until is not null ? new("leave.standInEnded", "代访人已离岗", "请选别人", "StandIn")
        : null;

    private async Task<Refusal?> Overlap(
        Visitor visitor,
        Visitor standIn,
        DateOnly from,
        DateOnly until,
        CancellationToken cancel
    )
    {
        var same = await db
            .Leaves.AsNoTracking()
            .Where(l => l.From < until && l.Until > from && l.Until > l.From)
            .Where(l => l.VisitorId == visitor.Id || l.VisitorId == standIn.Id || l.StandInId == visitor.Id)
            .OrderBy(l => l.From)
            .ToListAsync(cancel);
        string Days(Leave l) => $"{l.From:yyyy-MM-dd} 至 {l.Until.AddDays(-1):yyyy-MM-dd}";
        return same.Find(l => l.VisitorId == visitor.Id) is { } own
                ? new("leave.twice", $"{Days(own)} 已登记请假", "请避开这几天，或先提前结束那一次", "First")
            : same.Find(l => l.VisitorId == standIn.Id) is { } away
                ? new("leave.away", $"代访人 {Days(away)} 自己请假", "请选别人，或避开这几天", "StandIn")
            : same.Find(l => l.StandInId == visitor.Id) is { } helps
                ? new("leave.helps", $"请假的人 {Days(helps)} 正代别人探访", "请先为那一位改选代访人", "First")
            : null;
    }

    /// <summary>Two who write the same days down at once do it one after the other.</summary>
    private async Task Lock(Guid[] visitors, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync(
                $"select 1 from visitors where id = any({visitors}) order by id for update",
                cancel
            );
        }
    }
}
