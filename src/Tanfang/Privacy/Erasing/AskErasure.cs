using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Privacy.Retaining;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>What is asked for: whose data, why, how the asker was checked (null when nobody asked from outside).</summary>
public sealed record ErasureWish(Guid ElderId, string? Basis, string? Check);

/// <summary>提出删除. Nothing happens to the data until another person approves.</summary>
public sealed class AskErasure(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public Task<Result<Guid>> Run(Scope scope, Actor actor, ErasureWish wish, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == wish.ElderId, cancel);
                if (Guard(elder, wish) is { } refusal)
                {
                    return refusal;
                }

                var waiting = db.Erasures.Where(e => e.ElderId == wish.ElderId && e.State == ErasureState.Waiting);
                if (await waiting.AnyAsync(cancel))
                {
                    return new Refusal(
                        "erasure.waiting",
                        "这位老人的删除已经提出，还没有答复",
                        "请由另一位工作人员答复"
                    );
                }

                var now = clock.Now();
                var erasure = new Erasure
                {
                    Id = Guid.CreateVersion7(now),
                    ElderId = wish.ElderId,
                    Basis = wish.Basis!,
                    Check = ErasureWords.IsAskedFromOutside(wish.Basis!) ? wish.Check : null,
                    AskedAt = now,
                    AskedBy = actor.Id,
                };
                db.Erasures.Add(erasure);
                var subject = wish.ElderId.ToString("N");
                db.Changes.Add(ChangeEntry.Of(actor, clock, "erasure.asked", subject, erasure.Basis));
                await db.SaveChangesAsync(cancel);
                return erasure.Id;
            },
            cancel
        );

    private Refusal? Guard(Elder? elder, ErasureWish wish)
    {
        if (elder is null)
        {
            return new Refusal("erasure.gone", "查无此人，或不在您的数据范围内", "请核对人员");
        }

        if (!ErasureWords.Bases.Any(b => b.Code == wish.Basis))
        {
            return new Refusal("erasure.basis", "没有选择删除的理由", "请选一项", "Basis");
        }

        if (ErasureWords.IsAskedFromOutside(wish.Basis!) && !ErasureWords.Checks.Any(c => c.Code == wish.Check))
        {
            return new Refusal("erasure.check", "没有选择如何核实提出人身份", "请选一项", "Check");
        }

        if (StillEnrolled(elder, clock.Today()) is { } enrolled)
        {
            return enrolled;
        }

        return wish.Basis == ErasureWords.Retention && !RetentionPeriods.IsOver(elder, clock.Today())
            ? new Refusal(
                "erasure.tooEarly",
                $"保存期限到 {RetentionPeriods.EndOf(elder):yyyy-MM-dd} 才满",
                "请等期限届满，或选择其他理由",
                "Basis"
            )
            : null;
    }

    /// <summary>Whoever is in the register is visited: their data is needed.</summary>
    internal static Refusal? StillEnrolled(Elder elder, DateOnly today) =>
        elder.LeftOn is { } left && left <= today
            ? null
            : new Refusal(
                "erasure.enrolled",
                "这位老人还在册，资料仍在使用",
                "请先登记离开台账（去世、迁出或其他原因）"
            );
}
