using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Exporting;

/// <summary>The second person: agrees that a list leaves whole, or does not (ASVS 2.3.5).</summary>
public sealed class AnswerExport(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <returns>Null when there is none of that id within reach.</returns>
    public Task<Result<Guid>?> Run(CurrentUser user, Guid id, bool approve, CancellationToken cancel) =>
        gate.Write(db, () => Within(user, id, approve, cancel), cancel);

    private async Task<Result<Guid>?> Within(CurrentUser user, Guid id, bool approve, CancellationToken cancel)
    {
        var reach = db.Divisions.Within(user.Scope);
        var asked = await db.FullExports.SingleOrDefaultAsync(
            e => e.Id == id && reach.Any(d => d.Id == e.DivisionId),
            cancel
        );
        if (asked is null)
        {
            return null;
        }

        if (asked.AskedBy == user.Actor.Id)
        {
            return new Refusal("export.own", "自己的申请要由另一个人批准", "请同事或上级批准");
        }

        var now = clock.Now();
        if (!asked.WaitsAt(now))
        {
            return new Refusal("export.answered", "这项申请已经答复过，或已超过七天", "需要时请重新申请");
        }

        // Two who answer at the same moment: the second finds it answered.
        var answer = approve ? ExportState.Approved : ExportState.Refused;
        var first = await db
            .FullExports.Where(e => e.Id == id && e.Answer == ExportState.Asked)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(e => e.Answer, answer)
                        .SetProperty(e => e.AnsweredBy, user.Actor.Id)
                        .SetProperty(e => e.AnsweredAt, now),
                cancel
            );
        if (first == 0)
        {
            return new Refusal("export.answered", "这项申请刚刚已由别人答复", "请刷新");
        }

        var action = approve ? "export.approved" : "export.refused";
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, action, id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return id;
    }
}
