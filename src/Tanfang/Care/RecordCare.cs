using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Care;

/// <summary>
/// 记一次关爱, or corrects one (更正: a new act that names the old one and keeps its 第 n 次). Adds to the open transaction of whoever holds the receipt; the caller saves.
/// </summary>
public sealed class RecordCare(TanfangDb db, Vault vault, TimeProvider clock, LockElder locking)
{
    public async Task<Result<CareAct>> Run(
        CurrentUser user,
        FieldRecord record,
        ReadOnlyMemory<byte> raw,
        CancellationToken cancel
    )
    {
        var refusals = new List<Refusal>();
        var reader = new BodyReader(record.Body, "", refusals);
        var what = reader.Text(
            "what",
            CareForm.What.Label,
            CareForm.What.MaxLength!.Value,
            required: true,
            lines: true
        );
        var servedBy = reader.People(CareForm.ServedBy);
        var satisfaction = reader.Text(
            "satisfaction",
            CareForm.Satisfaction.Label,
            CareForm.Satisfaction.MaxLength!.Value
        );
        _ = Signing.Read(reader);
        reader.NothingElse();
        if (refusals.Count > 0)
            return refusals;
        var locked = await locking.Run(user.Scope, record, cancel);
        if (!locked.Succeeded)
            return locked.Refusals.ToList();

        var (file, person, files) = locked.Value;
        var corrected = await CorrectedAct.Find(db, record, files, cancel);
        if (!corrected.Succeeded)
            return corrected.Refusals.ToList();

        var old = corrected.Value;
        var seal = vault.SealOf(file);
        var act = new CareAct
        {
            Id = record.Id,
            ElderId = file.Id,
            Ordinal = old?.Ordinal ?? ++person.CareCount,
            CorrectsId = old?.Id,
            HappenedOn = record.HappenedOn,
            RecordedAt = record.RecordedAt,
            ReceivedAt = clock.Now(),
            FormVersion = record.FormVersion,
            What = CareSeals.Close(seal, "what", record.Id, what)!,
            ServedBy = string.Join("、", servedBy),
            Satisfaction = CareSeals.Close(seal, "satisfaction", record.Id, satisfaction),
            Raw = CareSeals.CloseRaw(seal, record.Id, raw.Span),
            EnteredBy = user.Actor.Id,
        };
        old?.ReplaceWith(act, user.Actor);
        db.CareActs.Add(act);
        var action = old is null ? "care.recorded" : "care.corrected";
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, action, act.Id.ToString("N"), $"ordinal={act.Ordinal}"));
        return act;
    }
}
