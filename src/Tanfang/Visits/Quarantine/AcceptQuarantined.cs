using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.Quarantine;

/// <summary>
/// Lets a record in that had to wait, perhaps under the right person or day. The same guards judge it again; its bytes stay as they
/// were sent, and the sender's receipt now says accepted.
/// </summary>
public sealed class AcceptQuarantined(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    TimeProvider clock,
    AcceptRecord accept
)
{
    /// <param name="elderId">The right person, when the record names another or nobody.</param>
    /// <param name="day">The right day, when the record's is wrong.</param>
    public Task<Result<Accepted>> Run(
        CurrentUser user,
        Guid itemId,
        string hash,
        Guid? elderId,
        DateOnly? day,
        CancellationToken cancel
    ) => gate.Write(db, () => Judge(user, itemId, hash, elderId, day, cancel), cancel);

    private async Task<Result<Accepted>> Judge(
        CurrentUser user,
        Guid itemId,
        string hash,
        Guid? elderId,
        DateOnly? day,
        CancellationToken cancel
    )
    {
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlAsync(
                $"select 1 from quarantine where item_id = {itemId} and hash = {hash} for update",
                cancel
            );
        var kept = await db.QuarantineOf(user).SingleOrDefaultAsync(q => q.ItemId == itemId && q.Hash == hash, cancel);
        if (kept is null)
            return new Refusal("record-not-found", "没有这份记录，或不在本人的工作范围内", "");
        if (kept.ResolvedAt is not null)
            return new Refusal("already-resolved", "这份记录已经处理过", "");
        var bytes = vault.StoreSeal.Open(KeepInQuarantine.Place(itemId, hash), kept.Raw);
        var read = FieldRecord.Read(bytes);
        if (!read.Succeeded)
            return read.Refusals.ToList();
        var record = new DeviceClock(kept.SentAt, kept.ReceivedAt).Correct(read.Value);
        var result = await accept.Run(
            user,
            record with
            {
                // Another record may bear the id already: two phones gave it twice, or an edit kept it.
                Id = await IsTaken(itemId, cancel) ? Guid.CreateVersion7(clock.Now()) : itemId,
                ElderId = elderId ?? record.ElderId,
                HappenedOn = day ?? record.HappenedOn,
            },
            bytes,
            cancel
        );
        if (result.Succeeded)
            await Resolve(user, kept, result.Value, cancel);
        return result;
    }

    private async Task Resolve(CurrentUser user, QuarantinedRecord kept, Accepted accepted, CancellationToken cancel)
    {
        kept.ResolvedAt = clock.Now();
        kept.ResolvedBy = user.Actor.Id;
        kept.Resolution = "accepted";
        kept.AcceptedAsId = accepted.Id;
        kept.Ordinal = accepted.Ordinal;
        var receipt = await db.RecordReceipts.SingleAsync(r => r.ItemId == kept.ItemId, cancel);
        if (Convert.ToHexStringLower(receipt.Hash) == kept.Hash)
            (receipt.Outcome, receipt.Ordinal) = ("accepted", accepted.Ordinal);
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "record.let-in", kept.ItemId.ToString("N"), kept.ReasonCode));
        await accept.Save(accepted, cancel);
    }

    private async Task<bool> IsTaken(Guid id, CancellationToken cancel) =>
        await db.Visits.AnyAsync(v => v.Id == id, cancel)
        || await db.CareActs.AnyAsync(c => c.Id == id, cancel)
        || await db.Emergencies.AnyAsync(e => e.Id == id || e.ClosedById == id, cancel);
}
