using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>Somebody says that they reminded these responsible persons. Nothing is sent; it is kept who urged whom about how many.</summary>
public sealed class RecordReminder(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <param name="act">The key of the form: sent twice it is one act.</param>
    public Task<Result<int>> Run(
        Guid act,
        IReadOnlyList<UrgentGroup> groups,
        ReminderWay way,
        int days,
        Actor actor,
        CancellationToken cancel
    ) =>
        gate.Write<Result<int>>(
            db,
            async () =>
            {
                if (groups.Count == 0)
                {
                    return new Refusal("reminder.nobody", "现在没有人需要催办", "名单可能已经变了，请重新打开催办清单");
                }

                if (await db.Reminders.AnyAsync(r => r.Act == act, cancel))
                {
                    return groups.Count;
                }

                var now = clock.Now();
                db.Reminders.AddRange(groups.Select((group, line) => Row(act, line, group, way, days, actor, now)));
                db.Changes.Add(
                    ChangeEntry.Of(actor, clock, "reminder.recorded", act.ToString("N"), $"{way},{groups.Count}")
                );
                await db.SaveChangesAsync(cancel);
                return groups.Count;
            },
            cancel
        );

    private static Reminder Row(
        Guid act,
        int line,
        UrgentGroup group,
        ReminderWay way,
        int days,
        Actor actor,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Act = act,
            Line = line,
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            VisitorId = group.VisitorId,
            Way = way,
            Days = days,
            Overdue = group.Overdue,
            DueSoon = group.DueSoon,
        };
}
