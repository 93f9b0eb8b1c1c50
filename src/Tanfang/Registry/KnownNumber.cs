using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// A number that somebody has already. Who may not see the person learns that the number is known, because they are refused, and nothing else;
/// a request to transfer goes to whoever may (docs/adr/0011).
/// </summary>
public sealed class KnownNumber(TanfangDb db, TimeProvider clock)
{
    public static Refusal OutOfSight { get; } =
        new(
            "elder.numberElsewhere",
            "这个公民身份号码已登记在您的数据范围之外",
            "已提出迁移核对，由登记地的办公室答复；进展见“迁移”页面",
            nameof(ElderDraft.IdNumber)
        );

    /// <summary>The file that answers for the person of a number; null when nobody has it.</summary>
    public async Task<Guid?> Owner(byte[] index, CancellationToken cancel)
    {
        // A number is one person's everywhere.
        return await db.Beyond(Find, cancel);

        async Task<Guid?> Find()
        {
            var id = await db
                .Elders.Where(e => e.IdNumberIndex == index)
                .Select(e => (Guid?)e.Id)
                .SingleOrDefaultAsync(cancel);
            return id is { } file ? (await MergedFiles.Read(db, [file], cancel)).PersonOf(file) : null;
        }
    }

    /// <summary>Asks for the transfer of somebody out of the asker's sight; null when the asker sees the person.</summary>
    /// <param name="origin">enrol, import or edit.</param>
    public async Task<Refusal?> Elsewhere(
        Guid owner,
        Scope scope,
        int to,
        string origin,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (await db.EldersOf(scope).AnyAsync(e => e.Id == owner, cancel))
        {
            return null;
        }

        var waits = await db.Transfers.AnyAsync(
            t => t.ElderId == owner && t.ToId == to && t.State == TransferState.Waiting,
            cancel
        );
        if (!waits)
        {
            var now = clock.Now();
            var transfer = new Transfer
            {
                Id = Guid.CreateVersion7(now),
                ElderId = owner,
                FromId = await db.Beyond(
                    () => db.Elders.Where(e => e.Id == owner).Select(e => e.HomeId).SingleAsync(cancel),
                    cancel
                ),
                ToId = to,
                On = clock.Today(),
                Origin = origin,
                AskedAt = now,
                AskedBy = actor.Id,
            };
            db.Transfers.Add(transfer);
            db.Changes.Add(ChangeEntry.Of(actor, clock, "transfer.asked", transfer.Id.ToString("N"), origin));
            await db.SaveChangesAsync(cancel);
        }

        return OutOfSight;
    }

    /// <summary>
    /// Typed into the file of somebody else: the two files may be one person, which 疑似重复 then shows to whoever sees both. Null when the
    /// asker does.
    /// </summary>
    public async Task<Refusal?> Typed(Guid owner, Elder into, Scope scope, Actor actor, CancellationToken cancel)
    {
        var pair = ElderPair.Of(owner, into.Id, PairIs.SameNumber, actor, clock.Now());
        var known = await db.ElderPairs.AnyAsync(
            p => p.OneId == pair.OneId && p.OtherId == pair.OtherId && p.Is == pair.Is && p.Until == null,
            cancel
        );
        if (!known)
        {
            db.ElderPairs.Add(pair);
            await db.SaveChangesAsync(cancel);
        }

        return await Elsewhere(owner, scope, into.HomeId, "edit", actor, cancel);
    }
}
