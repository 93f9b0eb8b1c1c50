using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Stating;

/// <summary>Says what an inspector reads people for.</summary>
public sealed class StatePurpose(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    private const int ShortestWords = 4;
    private const int LongestWords = 100;

    public async Task<Result<StatedPurpose>> Run(AskingUser user, string? kind, string? words, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (StatedPurpose.Kinds.All(k => k.Code != kind))
        {
            refusals.Add(new("purpose.kind", "没有选择检查类型", "请选一项", "Kind"));
        }

        if (words?.Trim().Length is null or < ShortestWords or > LongestWords)
        {
            refusals.Add(
                new(
                    "purpose.words",
                    $"没有写明检查名称或文号，或不在 {ShortestWords} 到 {LongestWords} 字之间",
                    "请写明，不要写老人姓名",
                    "Words"
                )
            );
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.Now();
        var stated = new StatedPurpose
        {
            Id = Guid.CreateVersion7(now),
            AccountId = user.Account.Id,
            Kind = kind!,
            Words = words!.Trim(),
            StatedAt = now,
            Until = now + StatedPurpose.Holds,
        };
        await gate.Write(
            db,
            () =>
            {
                db.StatedPurposes.Add(stated);
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "access.purposeStated", stated.Id.ToString("N"), stated.Kind)
                );
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return stated;
    }
}
