using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors.Issuing;

/// <summary>发门牌码、停用门牌码: one good card for a person at a time; a lost one is revoked before the next is issued.</summary>
public sealed class KeepDoor(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    private static readonly Refusal Unknown = new("door.unknown", "找不到这位老人", "可能不在您的范围内");

    /// <summary>The good cards of a person, the newest first: after 并档 there may be one for each file.</summary>
    public async Task<IReadOnlyList<DoorCard>> Good(Guid elder, CancellationToken cancel)
    {
        var files = (await MergedFiles.Read(db, [elder], cancel)).Same(elder);
        return await db
            .DoorCards.AsNoTracking()
            .Where(c => files.Contains(c.ElderId) && c.RevokedAt == null)
            .OrderByDescending(c => c.Id)
            .ToListAsync(cancel);
    }

    public Task<Result<Guid>> Issue(Scope scope, Actor actor, Guid elder, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                // Two who issue one at once do it one after the other.
                var files = (await MergedFiles.Lock(db, [elder], cancel)).Same(elder);
                if (!await db.EldersOf(scope).AnyAsync(e => e.Id == elder && e.WrappedKey != null, cancel))
                {
                    return Unknown;
                }

                if (await db.DoorCards.AnyAsync(c => files.Contains(c.ElderId) && c.RevokedAt == null, cancel))
                {
                    return new Refusal("door.twice", "已有门牌码在用", "可以重印；丢失或损坏的，请先停用再发新的");
                }

                var card = new DoorCard
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    Code = DoorCode.New().Random,
                    ElderId = elder,
                    IssuedAt = clock.Now(),
                };
                db.DoorCards.Add(card);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "door.issued", elder.ToString("N"), card.Id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return card.Id;
            },
            cancel
        );

    public Task<Result<Guid>> Revoke(Scope scope, Actor actor, Guid elder, Guid card, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var files = (await MergedFiles.Lock(db, [elder], cancel)).Same(elder);
                if (!await db.EldersOf(scope).AnyAsync(e => e.Id == elder, cancel))
                {
                    return Unknown;
                }

                var row = await db.DoorCards.SingleOrDefaultAsync(
                    c => c.Id == card && files.Contains(c.ElderId) && c.RevokedAt == null,
                    cancel
                );
                if (row is null)
                {
                    return new Refusal("door.gone", "这个门牌码已经停用", "不用再办理");
                }

                row.RevokedAt = clock.Now();
                db.Changes.Add(ChangeEntry.Of(actor, clock, "door.revoked", elder.ToString("N"), card.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return card;
            },
            cancel
        );
}
