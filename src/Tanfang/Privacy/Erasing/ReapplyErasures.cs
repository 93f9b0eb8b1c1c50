using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>
/// At each start: whoever stands in the list beside the store and is in the store after all (an older one was restored) is erased again; what the
/// store erased and the list does not know is added to it.
/// </summary>
public sealed class ReapplyErasures(
    TanfangDb db,
    WriteGate gate,
    EraseElder erase,
    ErasedPeople list,
    ClearFreedPages clear,
    TimeProvider clock
)
{
    /// <returns>How many files were erased again.</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        var known = list.Read().ToDictionary(e => e.ElderId);
        var back = await Back([.. known.Keys], cancel);
        if (back.Count > 0)
        {
            await gate.Write(db, () => Again([.. back.Select(id => known[id])], cancel), cancel);
        }

        var missing = await Missing(known.Keys, cancel);
        if (missing.Count > 0)
        {
            list.Add(missing);
        }

        if (back.Count + missing.Count > 0)
        {
            await clear.Run(cancel);
        }

        return back.Count;
    }

    private async Task<List<Guid>> Back(Guid[] erased, CancellationToken cancel)
    {
        var back = new List<Guid>();
        foreach (var batch in erased.Chunk(500))
        {
            back.AddRange(
                await db
                    .Elders.Where(e => batch.Contains(e.Id) && e.ErasedOn == null)
                    .Select(e => e.Id)
                    .ToListAsync(cancel)
            );
        }

        return back;
    }

    private async Task Again(List<Erased> people, CancellationToken cancel)
    {
        await erase.Within([.. people.Select(p => p.ElderId)], cancel);
        foreach (var person in people)
        {
            db.Erasures.Add(
                new Erasure
                {
                    Id = Guid.CreateVersion7(clock.Now()),
                    ElderId = person.ElderId,
                    Basis = ErasureWords.Restored,
                    AskedAt = person.At,
                    AskedBy = Actor.System.Id,
                    State = ErasureState.Done,
                    AnsweredAt = clock.Now(),
                    AnsweredBy = Actor.System.Id,
                }
            );
            var subject = person.ElderId.ToString("N");
            db.Changes.Add(ChangeEntry.Of(Actor.System, clock, "elder.erased", subject, ErasureWords.Restored));
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task<List<Erased>> Missing(IEnumerable<Guid> known, CancellationToken cancel)
    {
        var done = await db
            .Elders.Where(e => e.ErasedOn != null)
            .Select(e => new { e.Id, On = e.ErasedOn!.Value })
            .ToListAsync(cancel);
        var listed = known.ToHashSet();
        return
        [
            .. done.Where(e => !listed.Contains(e.Id))
                .Select(e => new Erased(e.Id, ErasureWords.Restored, ChinaTime.StartOf(e.On))),
        ];
    }
}
