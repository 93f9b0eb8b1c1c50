using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>What became of a sheet that was to be saved: 第 n 次 (null for an attempt), or what stands in its way, or what is to be confirmed.</summary>
public sealed record Entered(int? Ordinal, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Doubt> Doubts)
{
    public bool IsIn => Refusals.Count == 0 && Doubts.Count == 0;
}

/// <summary>
/// 录入一张表: keeps what was typed, asks what is odd, then takes the record in by the one way that every visit goes (EnterRecord). The
/// sheet is closed in the transaction that accepts it.
/// </summary>
public sealed class EnterSheet(TanfangDb db, KeepDraft keep, EnterRecord enter, TimeProvider clock)
{
    /// <param name="sure">Codes of the doubts that the clerk confirmed.</param>
    public async Task<Entered> Run(
        CurrentUser user,
        OpenSheet open,
        PaperSheet paper,
        bool isAttempt,
        IReadOnlyCollection<string> sure,
        CancellationToken cancel
    )
    {
        var sheet = open.Sheet;
        if (!sheet.IsDone)
        {
            var kept = await keep.Run(user, open.Batch.Id, open.Elder.Id, null, paper, cancel);
            if (!kept.Succeeded)
                return new Entered(null, kept.Refusals, []);
            sheet = kept.Value;
        }

        if (PaperDay.Read(paper.Fields["happenedOn"], open.Batch.Day) is not { } day)
            return No(new Refusal("day-unread", "探访日期不是日期", "可写 9、11-9 或 2026-11-09", "happenedOn"));
        if (!isAttempt && paper.Unanswered.Count == Form.VisitForm.Status.Count)
            return No(new Refusal("empty-sheet", "十一项一项也没有填", "没见到人请按 F2，不录这张请按 F9", "family"));
        if (!sheet.IsDone)
        {
            var doubts = await Doubts(open, paper, day, isAttempt, cancel);
            var unsure = doubts.Where(d => !sure.Contains(d.Code)).ToList();
            if (unsure.Count > 0)
                return new Entered(null, [], unsure);
        }

        var entered = await enter.Run(
            sheet.RecordId,
            isAttempt ? "attempt" : "visit",
            open.Elder.Id,
            $"{day:yyyy-MM-dd}",
            null,
            json => paper.Write(json, isAttempt, open.Elder.Name),
            cancel,
            enteredFrom: "paper"
        );
        return entered.Succeeded ? new Entered(entered.Value, [], []) : new Entered(null, entered.Refusals, []);

        static Entered No(Refusal refusal) => new(null, [refusal], []);
    }

    private async Task<IReadOnlyList<Doubt>> Doubts(
        OpenSheet open,
        PaperSheet paper,
        DateOnly day,
        bool isAttempt,
        CancellationToken cancel
    )
    {
        var sameDay = await db
            .Visits.AsNoTracking()
            .Where(v => v.ElderId == open.Elder.Id && v.HappenedOn == day && !v.IsAttempt && v.ClosedAt == null)
            .OrderBy(v => v.Ordinal)
            .Select(v => v.Ordinal)
            .ToListAsync(cancel);
        return SheetDoubts.Of(
            new SheetFacts(
                day,
                clock.Today(),
                open.Elder.EnrolledOn,
                sameDay,
                paper.Unanswered,
                paper.Fields["visitors"] is not null,
                isAttempt
            )
        );
    }
}
