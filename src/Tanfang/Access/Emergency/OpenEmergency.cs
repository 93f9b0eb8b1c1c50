using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Access.Emergency;

/// <summary>Opens a township or village of the own county for two hours, to read. The county sees it at once and says afterwards whether it was right.</summary>
public sealed class OpenEmergency(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
{
    public const int FewestWords = 10;
    public const int MostWords = 500;

    public async Task<Result<EmergencyAccess>> Run(
        AskingUser user,
        EmergencyReason? reason,
        string? words,
        Division? place,
        CancellationToken cancel
    )
    {
        var said = (words ?? "").Trim();
        var refusals = new List<Refusal>();
        if (reason is not { } why || !Enum.IsDefined(why))
        {
            refusals.Add(new("emergency.reason", "没有选原因", "请选一项", "Reason"));
        }

        if (said.EnumerateRunes().Count() is < FewestWords or > MostWords)
        {
            refusals.Add(
                new("emergency.words", $"情况说明要 {FewestWords} 到 {MostWords} 个字", "请写清发生了什么", "Words")
            );
        }

        if (await ProblemWith(place, user, cancel) is { } problem)
        {
            refusals.Add(problem);
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.Now();
        var id = Guid.CreateVersion7(now);
        var access = new EmergencyAccess
        {
            Id = id,
            AccountId = user.Account.Id,
            DivisionId = place!.Id,
            Reason = reason!.Value,
            Words = EmergencyAccess.Seal(vault, id, "words", said),
            From = now,
            Until = now + EmergencyAccess.Holds,
        };
        await gate.Write(
            db,
            () =>
            {
                db.EmergencyAccesses.Add(access);
                var detail = $"{access.Reason}/{place.Code}";
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "emergency.opened", id.ToString("N"), detail));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return access;
    }

    private async Task<Refusal?> ProblemWith(Division? place, AskingUser user, CancellationToken cancel)
    {
        if (place is null || place.Level < DivisionLevel.Township || !place.IsValidOn(clock.Today()))
        {
            return new("emergency.division", "没有选乡镇（街道）或村（社区）", "请选择要查看的地方", "Division");
        }

        if (user.For(Right.People).Scope.Covers(place))
        {
            return new("emergency.covered", "这个地方您本来就能查看", "请直接打开老人台账", "Division");
        }

        var places = user.For(Right.Emergency).Scope.Divisions;
        return await db.Divisions.AnyAsync(d => places.Contains(d.Id) && d.CountyId == place.CountyId, cancel)
            ? null
            : new("emergency.county", "只能应急查看本县（市、区）内的地方", "请联系当地民政部门", "Division");
    }
}
