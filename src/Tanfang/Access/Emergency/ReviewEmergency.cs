using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Emergency;

/// <summary>Somebody of the county says once whether it was right; never the one who opened it.</summary>
public sealed class ReviewEmergency(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int FewestWords = 4;
    public const int MostWords = 500;

    public Task<Result<Guid>> Run(
        Guid id,
        bool? justified,
        string? words,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                var access = await db.EmergenciesOf(user.Scope).SingleOrDefaultAsync(e => e.Id == id, cancel);
                if (access is null)
                {
                    return new Refusal("emergency.unknown", "没有这次应急查看，或它不在您的范围内", "请返回列表");
                }

                if (access.ReviewedAt is not null)
                {
                    return new Refusal("emergency.reviewed", "已经有人复核过了", "请刷新查看");
                }

                if (access.AccountId.ToString("N") == user.Actor.Id)
                {
                    return new Refusal("emergency.own", "不能复核自己的应急查看", "请另一位县级工作人员来复核");
                }

                var said = (words ?? "").Trim();
                if (justified is not { } verdict || said.EnumerateRunes().Count() is < FewestWords or > MostWords)
                {
                    return new Refusal(
                        "emergency.verdict",
                        $"没有选合理或不合理，或意见不足 {FewestWords} 个字",
                        "请选一项并写明意见",
                        "Words"
                    );
                }

                access.Review(
                    verdict,
                    EmergencyAccess.Seal(vault, id, "review_words", said),
                    user.Actor.Id,
                    clock.Now()
                );
                var detail = verdict ? "justified" : "unjustified";
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "emergency.reviewed", id.ToString("N"), detail));
                await db.SaveChangesAsync(cancel);
                return (Result<Guid>)id;
            },
            cancel
        );
}
