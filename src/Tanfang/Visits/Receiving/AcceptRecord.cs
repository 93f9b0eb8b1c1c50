using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Emergencies;
using Tanfang.Obligations;
using Tanfang.Shared;
using Tanfang.Visits.Recording;

namespace Tanfang.Visits.Receiving;

/// <summary>A record that was let in, and 第 n 次 of its kind. Of the end of an emergency the id is the emergency's.</summary>
public sealed record Accepted(Guid Id, Guid ElderId, int? Ordinal, bool IsVisit);

/// <summary>Lets a record in by its kind, or says why not. Works inside the transaction of whoever holds the receipt.</summary>
public sealed class AcceptRecord(
    TanfangDb db,
    RecordVisit recordVisit,
    RecordAttempt recordAttempt,
    RecordCare recordCare,
    RecordEmergency recordEmergency,
    ReconcileElders reconcile
)
{
    /// <summary>What a phone may send before the desk can act on it; kept, seen, not lost.</summary>
    private static Refusal AwaitingDesk { get; } =
        new("awaiting-desk", "需要办公室人员处理", "请按内容处理后填写处理结果", "kind");

    public async Task<Result<Accepted>> Run(
        CurrentUser user,
        FieldRecord record,
        ReadOnlyMemory<byte> raw,
        CancellationToken cancel
    )
    {
        switch (record.Kind)
        {
            case "visit":
                var visit = await recordVisit.Run(user, record, raw, cancel);
                return visit.Succeeded
                    ? new Accepted(visit.Value.Id, visit.Value.ElderId, visit.Value.Ordinal, true)
                    : visit.Refusals.ToList();
            case "attempt":
                var attempt = await recordAttempt.Run(user, record, raw, cancel);
                return attempt.Succeeded
                    ? new Accepted(attempt.Value.Id, attempt.Value.ElderId, null, false)
                    : attempt.Refusals.ToList();
            case "care":
                var care = await recordCare.Run(user, record, raw, cancel);
                return care.Succeeded
                    ? new Accepted(care.Value.Id, care.Value.ElderId, care.Value.Ordinal, false)
                    : care.Refusals.ToList();
            case "emergency":
                var emergency = await recordEmergency.Run(user, record, raw, cancel);
                return emergency.Succeeded
                    ? new Accepted(emergency.Value.Id, emergency.Value.ElderId, null, false)
                    : emergency.Refusals.ToList();
            default:
                return AwaitingDesk;
        }
    }

    /// <summary>Writes everything added so far, then what follows from it for the ledger of obligations.</summary>
    public async Task Save(Accepted accepted, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (accepted.IsVisit)
        {
            await reconcile.Run([accepted.ElderId], cancel);
            await db.SaveChangesAsync(cancel);
        }
    }
}
