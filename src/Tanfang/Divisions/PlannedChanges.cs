using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions.Changing;
using Tanfang.Registry;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Divisions;

/// <summary>
/// Plans whose day has come, each in a transaction of its own, before the obligations of that day are opened. What cannot take effect as
/// planned says why and waits for somebody. Also takes along whoever was entered in what had ended meanwhile.
/// </summary>
public sealed class PlannedChanges(
    TanfangDb db,
    WriteGate gate,
    TimeProvider clock,
    PreviewChange preview,
    ApplyChange apply,
    DivisionLookup lookup,
    AppendFacts append,
    ILogger<PlannedChanges> log
)
{
    private const int LongestProblem = 400;

    public async Task Run(CancellationToken cancel)
    {
        var today = clock.Today();
        var due = await db
            .DivisionChanges.AsNoTracking()
            .Where(c => c.State == ChangeState.Planned && c.On <= today)
            .OrderBy(c => c.On)
            .ThenBy(c => c.ConfirmedAt)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        foreach (var id in due)
        {
            try
            {
                await gate.Write(db, () => TakeEffect(id, cancel), cancel);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                log.LogError(problem, "the planned change {Id} of divisions failed", id);
                await gate.Write(
                    db,
                    () => Note(id, "办理时出错，未作任何改动。系统明天再试，或请取消后重新办理", cancel),
                    cancel
                );
            }
        }

        await gate.Write(db, () => TakeAlong(cancel), cancel);
    }

    private async Task TakeEffect(Guid id, CancellationToken cancel)
    {
        await ConfirmChange.Lead(db, cancel);
        var sheet = (await ChangeSheet.Read(db, Scope.Everything, id, cancel))!;
        if (sheet.Change.State != ChangeState.Planned)
        {
            return;
        }

        var shown = await preview.Run(Scope.Everything, sheet, cancel);
        if (shown.Refusals.Count > 0)
        {
            await Note(id, string.Join("；", shown.Refusals.Select(r => r.Sentence)), cancel);
            return;
        }

        // A run that comes late does what the run of the day would have done.
        var day = ChinaTime.StartOf(sheet.Change.On!.Value);
        var knownAt =
            sheet.Change.Problem is not null ? clock.Now()
            : sheet.Change.ConfirmedAt > day ? sheet.Change.ConfirmedAt.Value
            : day;
        await apply.Run(Scope.Everything, Actor.System, sheet, knownAt, cancel);
    }

    private async Task Note(Guid id, string problem, CancellationToken cancel)
    {
        var change = await db.DivisionChanges.SingleAsync(c => c.Id == id, cancel);
        change.Problem = problem.Length > LongestProblem ? problem[..LongestProblem] : problem;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Somebody entered late under an old name (a move before the change, told after it) goes where the others went.</summary>
    private async Task TakeAlong(CancellationToken cancel)
    {
        var today = clock.Today();
        var homes = await db.Elders.Select(e => e.HomeId).Distinct().ToListAsync(cancel);
        var ended = await db
            .Divisions.AsNoTracking()
            .Where(d => homes.Contains(d.Id) && d.ValidUntil <= today && d.MergedIntoId != null)
            .ToListAsync(cancel);
        foreach (var old in ended)
        {
            if (await lookup.Successors(old, today, cancel) is not [var now])
            {
                continue;
            }

            var elders = await db.Elders.Where(e => e.HomeId == old.Id).ToListAsync(cancel);
            var ids = elders.Select(e => e.Id).ToList();
            var arrived = await ApplyChange.Arrived(db, ids, cancel);
            var facts = elders.Select(e =>
                ApplyChange.Residence(e, now.Id, old.ValidUntil!.Value, arrived, clock.Now(), Actor.System, e.Rural)
            );
            await append.Run(Actor.System, elders, [.. facts], "elder.moved", cancel);
        }
    }
}
