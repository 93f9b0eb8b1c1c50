using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Running;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Obligations.Situations;

/// <summary>What somebody entered about a special time; the last day is the last one of it, as people say it.</summary>
public sealed record SituationDraft(string? Kind, Division? Division, DateOnly? From, DateOnly? LastDay, string? Basis);

/// <summary>
/// Opens, changes and closes 特殊时段: each a new row that names the one it replaces. The people of the area follow in the background.
/// </summary>
public sealed class KeepSituations(
    TanfangDb db,
    WriteGate gate,
    PolicySet policies,
    LedgerBell bell,
    TimeProvider clock
)
{
    public Task<Result<SituationWindow>> Open(Actor actor, SituationDraft draft, CancellationToken cancel) =>
        Add(actor, draft, null, "situation.opened", cancel);

    /// <summary>Only the newest version can be changed: whoever saw an older one is told so.</summary>
    public async Task<Result<SituationWindow>> Amend(
        Actor actor,
        Guid id,
        SituationDraft draft,
        CancellationToken cancel
    )
    {
        var old = await db
            .Situations.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == id && !db.Situations.Any(n => n.ReplacesId == s.Id), cancel);
        if (old is null)
        {
            return new Refusal("situation.changed", "这个特殊时段已被别人改过", "请回到列表看最新的情况再改");
        }

        var division = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == old.DivisionId, cancel);
        return await Add(actor, draft with { Kind = old.Kind, Division = division }, old, "situation.amended", cancel);
    }

    /// <summary>It never was: its extra obligations are withdrawn while they are open.</summary>
    public async Task<Result<SituationWindow>> Cancel(Actor actor, Guid id, string? basis, CancellationToken cancel)
    {
        var from = await db
            .Situations.Where(s => s.Id == id)
            .Select(s => (DateOnly?)s.From)
            .SingleOrDefaultAsync(cancel);
        return await Amend(actor, id, new SituationDraft(null, null, from, from?.AddDays(-1), basis), cancel);
    }

    private async Task<Result<SituationWindow>> Add(
        Actor actor,
        SituationDraft draft,
        SituationWindow? old,
        string action,
        CancellationToken cancel
    )
    {
        var wrong = Guards(draft, old).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        var now = clock.Now();
        var row = new SituationWindow
        {
            Id = Guid.CreateVersion7(now),
            Kind = draft.Kind!,
            DivisionId = draft.Division!.Id,
            From = draft.From!.Value,
            Until = draft.LastDay?.AddDays(1),
            Basis = draft.Basis!.Trim(),
            RecordedAt = now,
            RecordedBy = actor.Id,
            ReplacesId = old?.Id,
        };
        await gate.Write(
            db,
            async () =>
            {
                db.Situations.Add(row);
                db.Changes.Add(ChangeEntry.Of(actor, clock, action, row.Id.ToString("N"), row.Kind));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        bell.Ring();
        return row;
    }

    private IEnumerable<Refusal> Guards(SituationDraft draft, SituationWindow? old)
    {
        if (policies.Dictionary.Situations.All(s => s.Key != draft.Kind))
        {
            yield return new Refusal("situation.kind", "请选择是哪一种特殊时段", "", "Kind");
        }

        if (draft.Division is null)
        {
            yield return new Refusal("division.missing", "请填写发生在哪个行政区划", "", "Division");
        }

        if (draft.From is not { } from)
        {
            yield return new Refusal("situation.from", "请填写开始日期", "", "From");
        }
        else if (draft.LastDay < from && (old is null || draft.LastDay != old.From.AddDays(-1)))
        {
            yield return new Refusal("situation.order", "最后一天早于开始日期", "请核对两个日期", "LastDay");
        }

        if (string.IsNullOrWhiteSpace(draft.Basis) || draft.Basis.Trim().Length > 200)
        {
            yield return new Refusal("situation.basis", "请写明依据（通知或公告，200 字以内）", "", "Basis");
        }
    }
}
