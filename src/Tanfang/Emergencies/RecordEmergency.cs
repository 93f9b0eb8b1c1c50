using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Emergencies.Recording;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Emergencies;

/// <summary>
/// 上报应急事件, or ends one: a record that names the first one and says how it ended. Adds to the open transaction of whoever holds the receipt; the caller
/// saves.
/// </summary>
public sealed class RecordEmergency(TanfangDb db, Vault vault, TimeProvider clock, LockElder locking)
{
    public async Task<Result<Emergency>> Run(
        CurrentUser user,
        FieldRecord record,
        ReadOnlyMemory<byte> raw,
        CancellationToken cancel
    )
    {
        var closes = record.Corrects is not null;
        var body = EmergencyBody.Read(record.Body, closes);
        if (!body.Succeeded)
            return body.Refusals.ToList();
        // Somebody may have died of it or moved away since: its end is written down all the same.
        var locked = await locking.Run(user.Scope, record, cancel, mayHaveLeft: closes);
        if (!locked.Succeeded)
            return locked.Refusals.ToList();
        return closes
            ? await Close(user, record, body.Value, raw, locked.Value, cancel)
            : Open(user, record, body.Value, raw, locked.Value.File);
    }

    private Emergency Open(
        CurrentUser user,
        FieldRecord record,
        EmergencyBody body,
        ReadOnlyMemory<byte> raw,
        Elder file
    )
    {
        var seal = vault.SealOf(file);
        var emergency = new Emergency
        {
            Id = record.Id,
            ElderId = file.Id,
            HappenedOn = record.HappenedOn,
            HappenedAt = record.HappenedAt,
            RecordedAt = record.RecordedAt,
            ReceivedAt = clock.Now(),
            FormVersion = record.FormVersion,
            What = body.What!,
            Called = Codes(body.Called),
            Visitors = string.Join("、", body.Visitors),
            Note = EmergencySeals.CloseNote(seal, record.Id, body.Note),
            Raw = EmergencySeals.CloseRaw(seal, record.Id, raw.Span),
            EnteredBy = user.Actor.Id,
        };
        db.Emergencies.Add(emergency);
        Write(user, "incident.recorded", emergency.Id);
        if (body.Outcome is { } outcome)
        {
            emergency.OutcomeNote = EmergencySeals.CloseOutcomeNote(seal, record.Id, body.OutcomeNote);
            emergency.Close(record.Id, outcome, record.HappenedOn, emergency.ReceivedAt, null, user.Actor);
            Write(user, "incident.closed", emergency.Id);
        }

        return emergency;
    }

    /// <summary>The elder's rows are locked by then, so of two ends at once the second is refused.</summary>
    private async Task<Result<Emergency>> Close(
        CurrentUser user,
        FieldRecord record,
        EmergencyBody body,
        ReadOnlyMemory<byte> raw,
        LockedElder locked,
        CancellationToken cancel
    )
    {
        var emergency = await db.Emergencies.SingleOrDefaultAsync(e => e.Id == record.Corrects, cancel);
        if (emergency is null || !locked.Files.Contains(emergency.ElderId))
            return new Refusal(
                "emergency-unknown",
                "要结束的应急事件不存在，或不是这位老年人的",
                "请核对上报它的那份记录是否已收下",
                "corrects"
            );
        if (emergency.ClosedAt is not null)
            return new Refusal("emergency-closed", "这件应急事件已经结束", "请打开它核对处置结果", "corrects");
        if (record.HappenedOn < emergency.HappenedOn)
            return new Refusal("implausible-day", "结束日期早于发生日期", "请核对日期", "happenedOn");
        var file = await db.Elders.SingleAsync(e => e.Id == emergency.ElderId, cancel);
        var seal = vault.SealOf(file);
        emergency.What = body.What ?? emergency.What;
        emergency.Called = Codes([
            .. emergency.Called.Split('|', StringSplitOptions.RemoveEmptyEntries).Union(body.Called),
        ]);
        emergency.Visitors = string.Join(
            "、",
            emergency.Visitors.Split('、', StringSplitOptions.RemoveEmptyEntries).Union(body.Visitors)
        );
        emergency.OutcomeNote = EmergencySeals.CloseOutcomeNote(seal, emergency.Id, body.OutcomeNote);
        var kept = EmergencySeals.CloseClosingRaw(seal, emergency.Id, raw.Span);
        emergency.Close(record.Id, body.Outcome!, record.HappenedOn, clock.Now(), kept, user.Actor);
        Write(user, "incident.closed", emergency.Id);
        return emergency;
    }

    private void Write(CurrentUser user, string action, Guid emergency) =>
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, action, emergency.ToString("N")));

    private static string Codes(IReadOnlyList<string> codes) => codes.Count > 0 ? $"|{string.Join('|', codes)}|" : "";
}
