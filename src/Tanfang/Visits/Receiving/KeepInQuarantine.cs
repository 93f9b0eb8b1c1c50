using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Receiving;

/// <summary>Keeps what a person recorded and could not be taken as it is: whole, sealed, with the reason, under a receipt.</summary>
public sealed class KeepInQuarantine(TanfangDb db, Vault vault, TimeProvider clock)
{
    private const int LongestReason = 300;

    public static string Place(Guid itemId, string hash) => $"{ElderSeals.Place("quarantine", "raw", itemId)}/{hash}";

    public async Task<string> Run(
        CurrentUser user,
        RawRecord raw,
        DeviceClock device,
        IReadOnlyList<Refusal> refusals,
        CancellationToken cancel
    )
    {
        var receipt = TakeRecord.NewReceipt(clock);
        var reason = string.Join("；", refusals.Select(r => r.Reason).Distinct());
        // Whoever sees the person sees what waits for them, not whoever sent it.
        var known = await db.Beyond(() => db.Elders.AnyAsync(e => e.Id == raw.ElderId, cancel), cancel);
        if (!await db.RecordReceipts.AnyAsync(r => r.ItemId == raw.Id, cancel))
        {
            db.RecordReceipts.Add(
                new RecordReceipt
                {
                    ItemId = raw.Id,
                    Hash = raw.Hash,
                    Receipt = receipt,
                    Outcome = "quarantined",
                    ReceivedAt = device.ReceivedAt,
                }
            );
        }

        db.Quarantine.Add(
            new QuarantinedRecord
            {
                ItemId = raw.Id,
                Hash = raw.HashText,
                Kind = raw.Kind,
                ElderId = known ? raw.ElderId : null,
                ReasonCode = refusals[0].Code,
                Reason = reason.Length <= LongestReason ? reason : reason[..(LongestReason - 1)] + "…",
                ReceivedAt = device.ReceivedAt,
                SentAt = device.SentAt,
                Receipt = receipt,
                Raw = vault.StoreSeal.Close(Place(raw.Id, raw.HashText), raw.Bytes.Span),
                SentBy = user.Actor.Id,
            }
        );
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "record.quarantined", raw.Id.ToString("N"), refusals[0].Code));
        await db.SaveChangesAsync(cancel);
        return receipt;
    }
}
