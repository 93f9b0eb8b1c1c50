using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Recording;

/// <summary>
/// Finds the records that a record names: the one it corrects and the one that was shown. What was recorded out of order may name one
/// that has not arrived yet; it waits in quarantine.
/// </summary>
public sealed class FindReferences(TanfangDb db)
{
    /// <summary>The record to correct, if any is named.</summary>
    public async Task<Result<Visit?>> Corrected(FieldRecord record, bool isAttempt, CancellationToken cancel)
    {
        if (record.Corrects is not { } id)
            return (Visit?)null;
        var old = await db.Visits.SingleOrDefaultAsync(v => v.Id == id, cancel);
        if (old is null || old.ElderId != record.ElderId)
            return Refuse("corrects-unknown", "要更正的记录不存在，或不是这位老年人的", "corrects");
        if (old.IsAttempt != isAttempt)
            return Refuse("corrects-other-kind", "探访与未遇不能互相更正", "corrects", "请作废原记录，另行登记");
        if (old.ReplacedById is not null)
            return Refuse("corrects-closed", "要更正的记录已有更正", "corrects", "请更正最新的那一份");
        if (!old.IsOpen)
            return Refuse("corrects-voided", "要更正的记录已作废", "corrects");
        return old;
    }

    /// <summary>The visit against which 无变化 is read: the one that was shown, of this elder, not voided, not later.</summary>
    public async Task<Result<Basis?>> Basis(
        FieldRecord record,
        VisitBody body,
        Visit? corrected,
        IReadOnlyList<Guid> files,
        CancellationToken cancel
    )
    {
        if (body.Basis is not { } id)
        {
            if (body.Ticks.Values.Contains(VisitForm.Unchanged))
                return Refuse("unchanged-without-basis", "没有上次探访可比，不能选“无变化”", "basis", "请选择当前状况");
            return (Basis?)null;
        }

        var shown = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancel);
        if (shown is null || shown.IsAttempt || !await db.VisitsOf(files).AnyAsync(v => v.Id == id, cancel))
            return Refuse("basis-unknown", "所对照的上次探访不存在，或不是这位老年人的", "basis");
        if (shown is { IsOpen: false, ReplacedById: null })
            return Refuse("basis-voided", "所对照的上次探访已作废", "basis", "请按现在的上次情况重新核对");
        var sameDay = shown.HappenedOn == record.HappenedOn;
        if (
            shown.HappenedOn > record.HappenedOn
            || (corrected is not null && shown.Ordinal == corrected.Ordinal && shown.ElderId == corrected.ElderId)
            || (sameDay && shown.Ordinal > corrected?.Ordinal)
        )
            return Refuse("basis-newer", "所对照的探访晚于本次探访", "basis", "请按探访日期重新核对“无变化”的各项");
        return new Basis(shown.Id, shown.HappenedOn, StatusAnswers.Parse(shown.Answers));
    }

    private static Refusal Refuse(string code, string reason, string field, string remedy = "") =>
        new(code, reason, remedy, field);
}
