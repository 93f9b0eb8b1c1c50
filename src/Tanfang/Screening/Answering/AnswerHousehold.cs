using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Answering;

/// <summary>
/// 答一户: appends the answer, repeats it on the household and its people, notes the files as confirmed, and hands what differs from the files to
/// the desk as proposals. Sent twice it is one answer.
/// </summary>
public sealed class AnswerHousehold(
    TanfangDb db,
    WriteGate gate,
    RegistryWords words,
    WriteAnswer write,
    TimeProvider clock
)
{
    public static Refusal Closed { get; } = new("screening.closed", "这一轮排查已经结束", "请在新的一轮里作答");

    public static Refusal Unknown { get; } = new("screening.unknown", "找不到这一户", "请从名单中重新打开");

    private static readonly Refusal Stale = new(
        "screening.changedMeanwhile",
        "您填写期间，别人已经答了这一户",
        "下面留着您填的内容；请看过那次回答，确认后再保存"
    );

    public async Task<Result<Guid>> Run(Scope scope, Actor actor, AnswerDraft draft, CancellationToken cancel)
    {
        try
        {
            return await gate.Write(db, () => Within(scope, actor, draft, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale;
        }
    }

    private async Task<Result<Guid>> Within(Scope scope, Actor actor, AnswerDraft draft, CancellationToken cancel)
    {
        var row = await db.ScreeningHouseholds.SingleOrDefaultAsync(h => h.Id == draft.RowId, cancel);
        if (row is null || !await InScope(scope, row.VillageId, cancel))
        {
            return Unknown;
        }

        if (await db.ScreeningAnswers.AnyAsync(a => a.Id == draft.Id && a.RowId == row.Id, cancel))
        {
            return draft.Id;
        }

        var round = await db.ScreeningRounds.SingleAsync(r => r.Id == row.RoundId, cancel);
        var persons = await db.ScreeningPersons.Where(p => p.RowId == row.Id).ToListAsync(cancel);
        var ids = persons.Select(p => p.ElderId).ToList();
        var listed = await db.EldersOf(scope)
            .Where(e => ids.Contains(e.Id) && e.WrappedKey != null)
            .ToListAsync(cancel);
        var questions = ScreeningForm.Questions(round.Form);
        var wrong = new AnswerGuards(questions, listed, words, round, clock.Today()).Run(draft).ToList();
        if (!round.IsOpen)
        {
            return Closed;
        }

        if (row.AnswerId != draft.Basis)
        {
            return Stale;
        }

        if (wrong.Count > 0)
        {
            return wrong;
        }

        await write.Run(actor, row, persons, listed, draft, cancel);
        return draft.Id;
    }

    private async Task<bool> InScope(Scope scope, int village, CancellationToken cancel) =>
        await db.Divisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == village, cancel) is { } place
        && scope.Covers(place);
}
