using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>
/// 拆分 of what had been merged: both files answer for themselves again. What was recorded meanwhile stays where it was recorded, except
/// for the visits that are said to be the other person's.
/// </summary>
public sealed class UndoMerge(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    MoveVisits move,
    AppendFacts append,
    TimeProvider clock
)
{
    /// <param name="visits">Records under the kept file that are the other person's.</param>
    /// <returns>The file that stands alone again.</returns>
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid mergeId,
        string? reason,
        IReadOnlyCollection<Guid> visits,
        CancellationToken cancel
    ) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var row = await db.ElderMerges.SingleOrDefaultAsync(m => m.Id == mergeId, cancel);
                if (row is null || row.IsSplit)
                {
                    return MergeGuards.Unknown;
                }

                var files = await MergedFiles.Lock(db, [row.KeptId, row.MergedId], cancel);
                await db.Entry(row).ReloadAsync(cancel);
                var person = files.PersonOf(row.MergedId);
                if (!await db.EldersOf(scope).AnyAsync(e => e.Id == person, cancel))
                {
                    return MergeGuards.Unknown;
                }

                if (row.UndoneAt is not null)
                {
                    return new Refusal("merge.undone", "这次合并已经撤销", "请刷新页面");
                }

                if (
                    (MergeGuards.Reason(reason, "Reason") ?? await move.Guard(row.KeptId, visits, cancel)) is
                    { } refusal
                )
                {
                    return refusal;
                }

                return await Part(row, reason!.Trim(), visits, actor, cancel);
            },
            cancel
        );

    private async Task<Guid> Part(
        ElderMerge row,
        string reason,
        IReadOnlyCollection<Guid> visits,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (now, today) = (clock.Now(), clock.Today());
        var kept = await db.Elders.SingleAsync(e => e.Id == row.KeptId, cancel);
        var merged = await db.Elders.SingleAsync(e => e.Id == row.MergedId, cancel);
        (row.UndoneAt, row.UndoneBy, row.UndoneReason) = (now, actor.Id, reason);
        merged.MergedIntoId = null;
        await move.Within(merged.Id, visits, actor, cancel);
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == kept.HomeId, cancel);
        var number = merged.IdNumberIndex ?? kept.IdNumberIndex;
        var back = new TakeOver(kept, merged, home, vault, today).GiveBack(row.Taken);
        await db.SaveChangesAsync(cancel);
        await new PassOn(db, clock).Plans([kept.Id, merged.Id], cancel);
        merged.IdNumberIndex = back ? number : merged.IdNumberIndex;
        merged.VisitCount = Math.Max(
            merged.VisitCount,
            await db.Visits.Where(v => v.ElderId == merged.Id).MaxAsync(v => v.Ordinal, cancel) ?? 0
        );
        merged.CareCount = Math.Max(
            merged.CareCount,
            await db.CareActs.Where(c => c.ElderId == merged.Id).MaxAsync(c => (int?)c.Ordinal, cancel) ?? 0
        );
        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == kept.Id).ToListAsync(cancel);
        var ended = TakenFacts.Ended(kept, ElderNow.On(facts, today), row.RecordedAt, actor, now);
        await append.Run(actor, [kept, merged], ended, "elder.mergeUndone", cancel);
        return merged.Id;
    }
}
