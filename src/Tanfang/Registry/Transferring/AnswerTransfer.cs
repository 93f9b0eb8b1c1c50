using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>The office that sees the person grants a transfer that another one asked for, or refuses it with one of three reasons.</summary>
public sealed class AnswerTransfer(TanfangDb db, WriteGate gate, TransferElder transfer, TimeProvider clock)
{
    /// <summary>Codes of a refusal with their sentences. Chosen, never written: an answer must not name anybody.</summary>
    public static IReadOnlyList<(string Code, string Sentence)> Reasons { get; } =
    [
        ("stillHere", "本人仍在原登记地居住"),
        ("wrongNumber", "号码与本人不符，请核对证件"),
        ("needsVisit", "尚需当面核实，请另行提出"),
    ];

    public static string? Sentence(string? code) => Reasons.FirstOrDefault(r => r.Code == code).Sentence;

    private static readonly Refusal Gone = new("transfer.gone", "这件迁移核对已经答复，或不由您答复", "请刷新列表");

    /// <param name="because">Null grants it.</param>
    /// <returns>True when the person has moved.</returns>
    public Task<Result<bool>> Run(Scope scope, Actor actor, Guid id, string? because, CancellationToken cancel) =>
        gate.Write<Result<bool>>(
            db,
            async () =>
            {
                var asked = await db.Transfers.SingleOrDefaultAsync(t => t.Id == id, cancel);
                if (asked is null)
                {
                    return Gone;
                }

                var files = await MergedFiles.Lock(db, [asked.ElderId], cancel);
                await db.Entry(asked).ReloadAsync(cancel);
                var person = files.PersonOf(asked.ElderId);
                var elder = await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == person, cancel);
                if (elder is null || asked.State != TransferState.Waiting)
                {
                    return Gone;
                }

                return because is null
                    ? await Grant(asked, elder, actor, cancel)
                    : await Refuse(asked, because, actor, cancel);
            },
            cancel
        );

    private async Task<Result<bool>> Grant(Transfer asked, Elder elder, Actor actor, CancellationToken cancel)
    {
        var (now, today) = (clock.Now(), clock.Today());
        // Not before the home they have: that one was known when it was asked.
        var last = await db
            .ElderFacts.Where(f => f.ElderId == elder.Id && f.Kind == FactKind.Residence && f.On <= today)
            .MaxAsync(f => (DateOnly?)f.On, cancel);
        var on = asked.On < last ? last.Value : asked.On;
        var home = TransferElder.Home(elder.Id, asked.ToId, null, on, actor, now);
        await transfer.Within(elder, home, actor, "", asked, cancel);
        (asked.State, asked.AnsweredAt, asked.AnsweredBy) = (TransferState.Done, now, actor.Id);
        db.Changes.Add(ChangeEntry.Of(actor, clock, "transfer.granted", asked.Id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<Result<bool>> Refuse(Transfer asked, string because, Actor actor, CancellationToken cancel)
    {
        if (!Reasons.Any(r => r.Code == because))
        {
            return new Refusal("transfer.reason", "没有选择理由", "请选一项", "Because");
        }

        (asked.State, asked.RefusedBecause) = (TransferState.Refused, because);
        (asked.AnsweredAt, asked.AnsweredBy) = (clock.Now(), actor.Id);
        db.Changes.Add(ChangeEntry.Of(actor, clock, "transfer.refused", asked.Id.ToString("N"), because));
        await db.SaveChangesAsync(cancel);
        return false;
    }
}
