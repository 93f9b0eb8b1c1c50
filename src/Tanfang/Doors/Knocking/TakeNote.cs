using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors.Knocking;

/// <summary>
/// Takes what a passer-by said. Says nothing back: not whether the code is one, and not by how long it takes, for every answer waits for the same moment.
/// </summary>
public sealed class TakeNote(TanfangDb db, WriteGate gate, Vault vault, FindDoor find, TimeProvider clock)
{
    /// <summary>Longer than what is done for a good code takes.</summary>
    private static readonly TimeSpan Answers = TimeSpan.FromMilliseconds(300);

    /// <summary>Of one door in a day; whoever sends more is playing, and what is known already is known.</summary>
    public const int MostADay = 30;

    public async Task Run(string? code, bool needsLook, string? words, CancellationToken cancel)
    {
        // A phone that goes away must not stop what was begun, nor the waiting tell of it.
        var wait = Task.Delay(Answers, cancel);
        await gate.Write(db, () => Keep(code, needsLook, words), CancellationToken.None);
        await wait;
    }

    private async Task Keep(string? code, bool needsLook, string? words)
    {
        var cancel = CancellationToken.None;
        if (await find.Card(code, cancel) is not { } card)
        {
            return;
        }

        // Nobody asks here who could see the person: the one row of this door is let through, to seal under its key.
        await db.Follow([card.ElderId], cancel);
        var elder = await db.Elders.AsNoTracking().SingleOrDefaultAsync(e => e.Id == card.ElderId, cancel);
        var (now, dayAgo) = (clock.Now(), clock.Now().AddDays(-1));
        if (
            elder is not { WrappedKey: not null }
            || await db.DoorNotes.CountAsync(n => n.CardId == card.Id && n.At > dayAgo, cancel) >= MostADay
        )
        {
            return;
        }

        var id = Guid.CreateVersion7(now);
        db.DoorNotes.Add(
            new DoorNote
            {
                Id = id,
                CardId = card.Id,
                ElderId = elder.Id,
                At = now,
                NeedsLook = needsLook,
                Words = DoorSeals.CloseWords(vault.SealOf(elder), id, words),
            }
        );
        var said = needsLook ? "look" : "well";
        db.Changes.Add(ChangeEntry.Of(CurrentUser.Nobody.Actor, clock, "door.said", elder.Id.ToString("N"), said));
        await db.SaveChangesAsync(cancel);
    }
}
