using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Shared;

namespace Tanfang.Visits.Receiving;

/// <summary>
/// Takes one record in, in one transaction: its id and the hash of its bytes decide whether it came before, then it is accepted with
/// all its effects or kept in quarantine.
/// </summary>
public sealed class TakeRecord(
    TanfangDb db,
    WriteGate gate,
    TimeProvider clock,
    AcceptRecord accept,
    KeepInQuarantine keep
)
{
    /// <param name="atDesk">True when somebody sits before the form: what is refused is said and not kept.</param>
    public Task<Taken> Run(
        CurrentUser user,
        RawRecord raw,
        DeviceClock device,
        bool atDesk,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                await LockId(raw.Id, cancel);
                var first = await db.RecordReceipts.SingleOrDefaultAsync(r => r.ItemId == raw.Id, cancel);
                if (await CameBefore(raw, first, cancel) is { } before)
                    return before;
                if (first is not null)
                    return await Refuse(user, raw, device, atDesk, [Reused], cancel);
                var read = FieldRecord.Read(raw.Bytes);
                if (!read.Succeeded)
                    return await Refuse(user, raw, device, atDesk, read.Refusals, cancel);
                var result = await accept.Run(user, device.Correct(read.Value), raw.Bytes, cancel);
                if (!result.Succeeded)
                    return await Refuse(user, raw, device, atDesk, result.Refusals, cancel);
                var receipt = new RecordReceipt
                {
                    ItemId = raw.Id,
                    Hash = raw.Hash,
                    Receipt = NewReceipt(clock),
                    Outcome = "accepted",
                    Ordinal = result.Value.Ordinal,
                    ReceivedAt = device.ReceivedAt,
                };
                db.RecordReceipts.Add(receipt);
                await accept.Save(result.Value, cancel);
                if (atDesk)
                    await CloseSheet.Of(db, read.Value, clock.Now(), cancel);
                return new Taken("accepted", receipt.Receipt, receipt.Ordinal, []);
            },
            cancel
        );

    /// <summary>
    /// Keeps one for a supervisor without judging it, for whoever brings it may not enter it themselves; what came before is known again.
    /// </summary>
    public Task<Taken> Wait(
        CurrentUser user,
        RawRecord raw,
        DeviceClock device,
        Refusal why,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                await LockId(raw.Id, cancel);
                var first = await db.RecordReceipts.SingleOrDefaultAsync(r => r.ItemId == raw.Id, cancel);
                return await CameBefore(raw, first, cancel)
                    ?? await Refuse(user, raw, device, false, [first is null ? why : Reused], cancel);
            },
            cancel
        );

    internal static string NewReceipt(TimeProvider clock) => Guid.CreateVersion7(clock.Now()).ToString("N");

    private static Refusal Reused { get; } =
        new("id-reused", "同一编号的记录已收到过，内容不同", "请核对哪一份是对的", "id");

    private async Task<Taken?> CameBefore(RawRecord raw, RecordReceipt? first, CancellationToken cancel)
    {
        if (first is null)
            return null;
        // The same bytes again, from whomever: they have the record already and get its receipt.
        var kept = await db.Beyond(
            () =>
                db
                    .Quarantine.AsNoTracking()
                    .SingleOrDefaultAsync(q => q.ItemId == raw.Id && q.Hash == raw.HashText, cancel),
            cancel
        );
        if (kept is { AcceptedAsId: null })
            return new Taken("duplicate", kept.Receipt, null, [new(kept.ReasonCode, kept.Reason, "")], "quarantined");
        if (kept is not null)
            return new Taken("duplicate", kept.Receipt, kept.Ordinal, [], "accepted");
        return first.Hash.AsSpan().SequenceEqual(raw.Hash)
            ? new Taken("duplicate", first.Receipt, first.Ordinal, [], "accepted")
            : null;
    }

    private async Task<Taken> Refuse(
        CurrentUser user,
        RawRecord raw,
        DeviceClock device,
        bool atDesk,
        IReadOnlyList<Refusal> refusals,
        CancellationToken cancel
    ) =>
        atDesk
            ? new Taken("refused", null, null, refusals)
            : new Taken("quarantined", await keep.Run(user, raw, device, refusals, cancel), null, refusals);

    /// <summary>Two of the same at once: the second waits here and then sees the first. SQLite's one writer needs no lock.</summary>
    private async Task LockId(Guid id, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            var key = BitConverter.ToInt64(id.ToByteArray(), 8);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({key})", cancel);
        }
    }
}
