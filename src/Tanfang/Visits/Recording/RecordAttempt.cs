using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Recording;

/// <summary>记一次未遇: somebody went and met nobody. A record of its own kind, without 第 n 次; it never counts.</summary>
public sealed class RecordAttempt(
    TanfangDb db,
    Vault vault,
    TimeProvider clock,
    LockElder locking,
    FindReferences find,
    ReplaceVisit replace
)
{
    public async Task<Result<Visit>> Run(
        CurrentUser user,
        FieldRecord record,
        ReadOnlyMemory<byte> raw,
        CancellationToken cancel
    )
    {
        var read = AttemptBody.Read(record.Body);
        if (!read.Succeeded)
            return read.Refusals.ToList();
        var body = read.Value;
        var locked = await locking.Run(user.Scope, record, cancel);
        if (!locked.Succeeded)
            return locked.Refusals.ToList();
        var corrected = await find.Corrected(record, isAttempt: true, cancel);
        if (!corrected.Succeeded)
            return corrected.Refusals.ToList();

        var seal = vault.SealOf(locked.Value.File);
        var attempt = new Visit
        {
            Id = record.Id,
            ElderId = record.ElderId,
            IsAttempt = true,
            HappenedOn = record.HappenedOn,
            HappenedAt = record.HappenedAt,
            RecordedAt = record.RecordedAt,
            DeviceOffsetSeconds = (int)record.DeviceOffset.TotalSeconds,
            ReceivedAt = corrected.Value?.KnownAfter(clock.Now()) ?? clock.Now(),
            FormVersion = record.FormVersion,
            CorrectsId = record.Corrects,
            Mode = Modes.None,
            Counts = false,
            AttemptResult = body.Result,
            Answers = "{}",
            Visitors = string.Join("、", body.Visitors),
            Words = VisitSeals.Close(seal, record.Id, new VisitWords(null, null, null, body.Note, body.Signatures)),
            Raw = VisitSeals.CloseRaw(seal, record.Id, raw.Span),
            EnteredBy = user.Actor.Id,
            EnteredFrom = record.EnteredFrom,
        };
        if (corrected.Value is { } old)
            await replace.Run(old, attempt, user.Actor, cancel);
        db.Visits.Add(attempt);
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "attempt.recorded", attempt.Id.ToString("N"), body.Result));
        return attempt;
    }
}
