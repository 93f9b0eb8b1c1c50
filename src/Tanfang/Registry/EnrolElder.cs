using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>登记一位老年人: guards in order, then the file with its first facts and the obligations that follow, in one save.</summary>
public sealed class EnrolElder(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    PolicySet policies,
    ReconcileElders reconcile,
    KnownNumber numbers,
    TimeProvider clock
)
{
    public Task<Result<Guid>> Run(ElderDraft draft, Scope scope, Actor actor, CancellationToken cancel) =>
        gate.Write(db, () => Within(draft, scope, actor, cancel), cancel);

    /// <summary>The same inside a write transaction that somebody else has begun.</summary>
    public async Task<Result<Guid>> Within(ElderDraft draft, Scope scope, Actor actor, CancellationToken cancel)
    {
        var read = CheckDraft.Run(draft, policies.Dictionary, clock.Today());
        if (!read.Succeeded)
        {
            return read.Refusals.ToList();
        }

        var home = await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draft.HomeId, cancel);
        if (home is null || !scope.Covers(home))
        {
            return Refusals.OutOfScope;
        }

        if (await Known(read.Value, scope, actor, cancel) is { } refusal)
        {
            return refusal;
        }

        var rows = ElderRows.Of(read.Value, home, vault, actor, clock);
        db.Elders.Add(rows.Elder);
        db.ElderFacts.AddRange(rows.Facts);
        db.HouseholdMembers.AddRange(rows.Members);
        db.Contacts.AddRange(rows.Contacts);
        db.Changes.Add(rows.Change);
        if (draft.IsSomebodyElse)
        {
            // Somebody has looked: 疑似重复 need not ask again.
            db.ElderPairs.AddRange(
                (await Alike(read.Value).Select(e => e.Id).ToListAsync(cancel)).Select(other =>
                    ElderPair.Of(rows.Elder.Id, other, PairIs.NotSame, actor, clock.Now())
                )
            );
        }

        await db.SaveChangesAsync(cancel);
        await reconcile.Run([rows.Elder.Id], cancel);
        return rows.Elder.Id;
    }

    private async Task<Refusal?> Known(ElderDraft draft, Scope scope, Actor actor, CancellationToken cancel)
    {
        if (draft.IdNumber is { } number)
        {
            var index = vault.OfNumber(number);
            if (await numbers.Owner(index, cancel) is { } owner)
            {
                return await numbers.Elsewhere(owner, scope, draft.HomeId!.Value, "enrol", actor, cancel)
                    ?? Refusals.NumberKnown;
            }
        }

        return !draft.IsSomebodyElse && await Alike(draft).AnyAsync(cancel) ? Refusals.Alike : null;
    }

    private IQueryable<Elder> Alike(ElderDraft draft)
    {
        var (name, born, home) = (draft.Name, draft.BirthDate, draft.HomeId);
        return db.Elders.Where(e =>
            e.MergedIntoId == null && e.HomeId == home && e.Name == name && e.BirthDate == born
        );
    }

    private static class Refusals
    {
        public static Refusal OutOfScope { get; } =
            new(
                "elder.outOfScope",
                "这个村（居）不在您的数据范围内",
                "请核对现住的村（居）",
                nameof(ElderDraft.HomeId)
            );

        // Never who or where: the other file may be out of the asker's sight.
        public static Refusal NumberKnown { get; } =
            new(
                "elder.numberKnown",
                "这个公民身份号码已经登记过",
                "请在“老人台账”找到已有的档案；住处变了的，在那份档案里办理迁移",
                nameof(ElderDraft.IdNumber)
            );

        public static Refusal Alike { get; } =
            new(
                "elder.alike",
                "本村（居）已有同名、同一出生日期的老人",
                "先打开已有的档案核对；确是另一个人的，勾选“是另一个人”再登记",
                nameof(ElderDraft.Name)
            );
    }
}
