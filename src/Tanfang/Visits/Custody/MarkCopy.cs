using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>What somebody says about a copy.</summary>
/// <param name="On">The China day on which it happened.</param>
/// <param name="ReceivedBy">Who received it; only of a copy that was received.</param>
/// <param name="Reason">Why it is missing; only of a copy that is.</param>
public sealed record CopyNews(CopyState State, DateOnly On, string? ReceivedBy = null, string? Reason = null);

/// <summary>Notes where a copy is now. What was noted before stays.</summary>
public sealed class MarkCopy(TanfangDb db, WriteGate gate, FindSheet find, TimeProvider clock)
{
    /// <summary>A copy comes into being: it was printed. Inside somebody's write transaction.</summary>
    public static void Add(TanfangDb db, Guid sheet, CopyFor copy, Actor actor, TimeProvider clock)
    {
        var today = clock.Today();
        db.SheetCopies.Add(
            new SheetCopy
            {
                SheetId = sheet,
                Copy = copy,
                StateOn = today,
            }
        );
        db.CopyEvents.Add(EventOf(sheet, copy, new CopyNews(CopyState.Printed, today), actor, clock));
    }

    public Task<Result<SheetCopy>> Run(
        CurrentUser user,
        PrintedSheet sheet,
        CopyFor which,
        CopyNews news,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                var person = await find.PersonOf(sheet.ElderId, sheet.VisitId, cancel);
                var elders = db.EldersOf(user.Scope);
                var copy = await db.SheetCopies.SingleOrDefaultAsync(
                    c => c.SheetId == sheet.Id && c.Copy == which && elders.Any(e => e.Id == person),
                    cancel
                );
                if (copy is null)
                    return Unknown;
                if (Note(copy, sheet, news, user.Actor) is { } refusal)
                    return refusal;
                await db.SaveChangesAsync(cancel);
                return (Result<SheetCopy>)copy;
            },
            cancel
        );

    /// <summary>The same of a copy at hand, inside somebody's write transaction; null when it is noted.</summary>
    public Refusal? Note(SheetCopy copy, PrintedSheet sheet, CopyNews news, Actor actor)
    {
        if (Refuse(copy, sheet, news) is { } refusal)
            return refusal;
        (copy.State, copy.StateOn, copy.ReceivedBy) = (news.State, news.On, news.ReceivedBy);
        db.CopyEvents.Add(EventOf(sheet.Id, copy.Copy, news, actor, clock));
        return null;
    }

    public static Refusal Unknown { get; } =
        new("sheet.unknown", "没有这个编号的记录表", "请核对编号，或重新扫码", "Code");

    private Refusal? Refuse(SheetCopy copy, PrintedSheet sheet, CopyNews news)
    {
        var name = CopyWords.Of(copy.Copy);
        var so = CopyWords.Of(copy.State, copy.Copy);
        if (news.On > clock.Today() || news.On < sheet.PrintedOn)
            return new("copy.day", $"日期应在打印之日（{sheet.PrintedOn:yyyy-MM-dd}）到今天之间", "请改日期", "On");
        if (news.State == CopyState.Received && string.IsNullOrWhiteSpace(news.ReceivedBy))
            return new("copy.who", "没有填写由谁收存", "请填写收存人姓名", "ReceivedBy");
        if (news.ReceivedBy?.Length > CopyEvent.LongestName)
            return new("copy.who", $"收存人姓名超过 {CopyEvent.LongestName} 个字", "请只填姓名", "ReceivedBy");
        if (news.State == CopyState.Missing && CopyWords.Reason(news.Reason).Length == 0)
            return new("copy.reason", "没有选择缺失的原因", "请选一个原因", "Reason");
        var follows = (copy.State, news.State) switch
        {
            (CopyState.Printed, CopyState.Signed) => true,
            (CopyState.Printed or CopyState.Signed or CopyState.Missing, CopyState.Received) => true,
            (CopyState.Printed or CopyState.Signed or CopyState.Received, CopyState.Missing) => true,
            (CopyState.Missing, CopyState.Replaced) => true,
            _ => false,
        };
        return follows ? null
            : copy.State == CopyState.Replaced
                ? new("copy.replaced", $"{name}的这一份已报缺失并补打过", "请收补打的那一份，这一份作废", "Code")
            : new("copy.already", $"{name}的这一份{so}（{copy.StateOn:yyyy-MM-dd}）", "不必再登记", "Code");
    }

    private static CopyEvent EventOf(Guid sheet, CopyFor copy, CopyNews news, Actor actor, TimeProvider clock)
    {
        var now = clock.Now();
        return new CopyEvent
        {
            Id = Guid.CreateVersion7(now),
            SheetId = sheet,
            Copy = copy,
            State = news.State,
            On = news.On,
            RecordedAt = now,
            RecordedBy = actor.Id,
            ReceivedBy = news.ReceivedBy,
            Reason = news.Reason,
        };
    }
}
