using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Quarantine;

/// <summary>不采用: says why a record has no effect. It stays, whole.</summary>
public sealed class DismissQuarantined(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public const int LongestNote = 300;

    public Task<Result<QuarantinedRecord>> Run(
        CurrentUser user,
        Guid itemId,
        string hash,
        string? note,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async Task<Result<QuarantinedRecord>> () =>
            {
                var said = note?.Trim();
                if (string.IsNullOrEmpty(said))
                    return new Refusal("note-missing", "没有填写处理说明", "", "note");
                if (said.Length > LongestNote || said.Any(char.IsControl))
                    return new Refusal("note-too-long", $"处理说明应是不超过 {LongestNote} 个字的一行文字", "", "note");
                var kept = await db.QuarantineOf(user)
                    .SingleOrDefaultAsync(q => q.ItemId == itemId && q.Hash == hash, cancel);
                if (kept is null)
                    return new Refusal("record-not-found", "没有这份记录，或不在本人的工作范围内", "");
                if (kept.ResolvedAt is not null)
                    return new Refusal("already-resolved", "这份记录已经处理过", "");
                kept.ResolvedAt = clock.Now();
                kept.ResolvedBy = user.Actor.Id;
                kept.Resolution = "dismissed";
                kept.ResolutionNote = said;
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "record.dismissed", itemId.ToString("N"), kept.ReasonCode)
                );
                await db.SaveChangesAsync(cancel);
                return kept;
            },
            cancel
        );
}
