using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Recording;

/// <summary>
/// 记一次探访, or corrects one (更正: a new record that names the old one and keeps its 第 n 次). Adds to the open transaction; the caller
/// saves.
/// </summary>
public sealed class RecordVisit(
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
        var read = VisitBody.Read(record.Body);
        if (!read.Succeeded)
            return read.Refusals.ToList();
        var body = read.Value;
        var locked = await locking.Run(user.Scope, record, cancel);
        if (!locked.Succeeded)
            return locked.Refusals.ToList();
        var (file, person, files) = locked.Value;
        var corrected = await find.Corrected(record, isAttempt: false, cancel);
        if (!corrected.Succeeded)
            return corrected.Refusals.ToList();
        var old = corrected.Value;
        var basis = await find.Basis(record, body, old, files, cancel);
        if (!basis.Succeeded)
            return basis.Refusals.ToList();

        var now = old?.KnownAfter(clock.Now()) ?? clock.Now();
        var answers = ResolveUnchanged.Run(body, basis.Value, record.Id, record.HappenedOn);
        var visit = New(
            user,
            record,
            body,
            answers,
            now,
            old?.Ordinal ?? person.VisitCount + 1,
            Seal(file, record, body, raw)
        );
        if (old is null)
            person.VisitCount++;
        else
            await replace.Run(old, visit, user.Actor, cancel);
        db.Visits.Add(visit);
        var action = old is null ? "visit.recorded" : "visit.corrected";
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, action, visit.Id.ToString("N"), $"ordinal={visit.Ordinal}"));
        return visit;
    }

    private (byte[]? Words, byte[] Raw) Seal(Elder elder, FieldRecord record, VisitBody body, ReadOnlyMemory<byte> raw)
    {
        var seal = vault.SealOf(elder);
        return (VisitSeals.Close(seal, record.Id, body.Words), VisitSeals.CloseRaw(seal, record.Id, raw.Span));
    }

    private static Visit New(
        CurrentUser user,
        FieldRecord record,
        VisitBody body,
        StatusAnswers answers,
        DateTimeOffset now,
        int ordinal,
        (byte[]? Words, byte[] Raw) sealedParts
    ) =>
        new()
        {
            Id = record.Id,
            ElderId = record.ElderId,
            IsAttempt = false,
            Ordinal = ordinal,
            HappenedOn = record.HappenedOn,
            HappenedAt = record.HappenedAt,
            RecordedAt = record.RecordedAt,
            DeviceOffsetSeconds = (int)record.DeviceOffset.TotalSeconds,
            ReceivedAt = now,
            FormVersion = record.FormVersion,
            CorrectsId = record.Corrects,
            Mode = body.Mode,
            Counts = body.Counts,
            Gas = body.Tick("gas"),
            Water = body.Tick("water"),
            Electricity = body.Tick("electricity"),
            Answers = answers.ToJson(),
            BasisId = body.Basis,
            Needs = body.Needs.Count > 0 ? $"|{string.Join('|', body.Needs)}|" : "",
            Visitors = string.Join("、", body.Visitors),
            Words = sealedParts.Words,
            Raw = sealedParts.Raw,
            EnteredBy = user.Actor.Id,
            EnteredFrom = record.EnteredFrom,
        };
}
