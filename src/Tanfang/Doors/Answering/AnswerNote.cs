using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors.Answering;

/// <summary>答复门牌来讯: who looked, what they found or did, when. Nothing is closed without it.</summary>
public sealed class AnswerNote(TanfangDb db, WriteGate gate, Vault vault, WaitingNotes notes, TimeProvider clock)
{
    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid note, string? words, CancellationToken cancel) =>
        gate.Write<Result<Guid>>(
            db,
            async () =>
            {
                var said = words?.Trim() ?? "";
                var row = await notes.Of(scope).AsNoTracking().SingleOrDefaultAsync(n => n.Id == note, cancel);
                if (row is not { NeedsLook: true })
                {
                    return new Refusal("door.noNote", "找不到这条来讯", "可能不在您的范围内");
                }

                if (said.Length is 0 or > DoorNote.LongestAnswer)
                {
                    return said.Length == 0
                        ? new Refusal("door.answer", "没有写办理情况", "请写谁去看了、看到什么、怎么办的", "Words")
                        : new Refusal("door.long", $"超过 {DoorNote.LongestAnswer} 个字", "请写短一些", "Words");
                }

                var file = await db.Elders.AsNoTracking().SingleAsync(e => e.Id == row.ElderId, cancel);
                var (answer, now) = (DoorSeals.CloseAnswer(vault.SealOf(file), note, said), clock.Now());
                // Of two who answer at once the first one did.
                var mine = await db
                    .DoorNotes.Where(n => n.Id == note && n.AnsweredAt == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(n => n.AnsweredAt, now)
                                .SetProperty(n => n.AnsweredBy, actor.Id)
                                .SetProperty(n => n.Answer, answer),
                        cancel
                    );
                if (mine == 0)
                {
                    return new Refusal("door.answered", "这条来讯已有人答复", "请刷新页面看看");
                }

                db.Changes.Add(
                    ChangeEntry.Of(actor, clock, "door.answered", row.ElderId.ToString("N"), note.ToString("N"))
                );
                await db.SaveChangesAsync(cancel);
                return row.ElderId;
            },
            cancel
        );
}
