using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>Approves or refuses erasures that somebody else asked for. An approval erases at once, in the same transaction as its entry in the audit.</summary>
public sealed class AnswerErasure(
    TanfangDb db,
    WriteGate gate,
    EraseElder erase,
    ErasedPeople list,
    ClearFreedPages clear,
    TimeProvider clock
)
{
    private static readonly Refusal Gone = new("erasure.gone", "这件删除已经答复，或不由您答复", "请刷新列表");

    private static readonly Refusal Same = new(
        "erasure.samePerson",
        "提出人不能批准自己提出的删除",
        "请由另一位工作人员用自己的账号批准；尚未启用登录时不能删除"
    );

    public async Task<Result<bool>> Run(Scope scope, Actor actor, Guid id, bool approve, CancellationToken cancel)
    {
        var answered = await gate.Write(db, () => Answer(scope, actor, id, approve, cancel), cancel);
        if (answered.Succeeded && approve)
        {
            list.Add(answered.Value);
            await clear.Run(cancel);
        }

        return answered.Succeeded ? approve : answered.Refusals.ToList();
    }

    private async Task<Result<IReadOnlyList<Erased>>> Answer(
        Scope scope,
        Actor actor,
        Guid id,
        bool approve,
        CancellationToken cancel
    )
    {
        var asked = await db.Erasures.SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (asked is null)
        {
            return Gone;
        }

        var files = await MergedFiles.Lock(db, [asked.ElderId], cancel);
        await db.Entry(asked).ReloadAsync(cancel);
        var person = files.PersonOf(asked.ElderId);
        var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == person, cancel);
        if (elder is null || asked.State != ErasureState.Waiting)
        {
            return Gone;
        }

        if (approve && (actor.Id == asked.AskedBy || actor == Actor.Local))
        {
            return Same;
        }

        if (approve && AskErasure.StillEnrolled(elder, clock.Today()) is { } enrolled)
        {
            return enrolled;
        }

        var now = clock.Now();
        var same = files.Same(person);
        (asked.AnsweredAt, asked.AnsweredBy) = (now, actor.Id);
        asked.State = approve ? ErasureState.Done : ErasureState.Refused;
        var action = approve ? "elder.erased" : "erasure.refused";
        db.Changes.AddRange(
            (approve ? same : [person]).Select(f => ChangeEntry.Of(actor, clock, action, f.ToString("N"), asked.Basis))
        );
        if (approve)
        {
            await erase.Within(same, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return new List<Erased>(same.Select(f => new Erased(f, asked.Basis, now)));
    }
}
