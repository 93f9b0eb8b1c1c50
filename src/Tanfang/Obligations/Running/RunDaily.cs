using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Running;

/// <summary>
/// The run of a China day: everybody whose ledger was last brought up before that day is brought up to now. Who is left to do stands in
/// the elders' own rows, each batch is a transaction, and the reconciliation is canonical: so a run that was killed is taken up
/// where it stopped, a day that was slept through is caught up with, and running twice changes nothing.
/// </summary>
public sealed class RunDaily(
    TanfangDb db,
    WriteGate gate,
    ReconcileElders reconcile,
    PlannedChanges planned,
    TimeProvider clock,
    ILogger<RunDaily> log
)
{
    private const int BatchSize = 500;

    /// <param name="everybody">Looks at everything of everybody again, not only at what is open.</param>
    public async Task<DailyRun> Run(CancellationToken cancel, bool everybody = false)
    {
        var day = clock.Today();
        await Claim(day, cancel);
        await planned.Run(cancel);
        var left = await Waiting(day, everybody, cancel);
        var failed = new List<Guid>();
        foreach (var batch in left.Chunk(BatchSize))
        {
            failed.AddRange(
                await OneByOne.Run(
                    batch,
                    elders => gate.Write(db, () => Batch(day, elders, everybody, cancel), cancel),
                    log
                )
            );
        }

        return await Finish(day, failed, cancel);
    }

    /// <summary>True when the run of today has nothing left to do.</summary>
    public Task<bool> IsDone(CancellationToken cancel)
    {
        var day = clock.Today();
        return db.DailyRuns.AnyAsync(r => r.Day == day && r.FinishedAt != null, cancel);
    }

    /// <summary>The row of the day is the claim; one that is there already was left unfinished, or is run again.</summary>
    private async Task Claim(DateOnly day, CancellationToken cancel)
    {
        var now = Sql.Instant(db, clock.Now());
        await gate.Write(
            db,
            () =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    insert into daily_runs (day, started_at, elders, opened, outcomes) values ({day}, {now}, 0, 0, 0)
                    on conflict (day) do nothing
                    """,
                    cancel
                ),
            cancel
        );
    }

    private Task<List<Guid>> Waiting(DateOnly day, bool everybody, CancellationToken cancel)
    {
        var midnight = ChinaTime.StartOf(day);
        return db
            .Elders.AsNoTracking()
            .Where(e => e.ErasedOn == null && (everybody || e.ReconciledUntil == null || e.ReconciledUntil < midnight))
            .OrderBy(e => e.Id)
            .Select(e => e.Id)
            .ToListAsync(cancel);
    }

    private async Task Batch(DateOnly day, Guid[] batch, bool everybody, CancellationToken cancel)
    {
        var done = everybody ? await reconcile.Run(batch, cancel) : await reconcile.Continue(batch, cancel);
        await db
            .DailyRuns.Where(r => r.Day == day)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.Elders, r => r.Elders + done.Elders)
                        .SetProperty(r => r.Opened, r => r.Opened + done.Opened)
                        .SetProperty(r => r.Outcomes, r => r.Outcomes + done.Outcomes),
                cancel
            );
    }

    private async Task<DailyRun> Finish(DateOnly day, List<Guid> failed, CancellationToken cancel)
    {
        var problem = failed.Count == 0 ? null : $"{failed.Count} 人未能更新，首个编号 {failed[0]:N}";
        return await gate.Write(
            db,
            async () =>
            {
                var run = await db.DailyRuns.SingleAsync(r => r.Day == day, cancel);
                (run.FinishedAt, run.Problem) = (clock.Now(), problem);
                await db.SaveChangesAsync(cancel);
                return run;
            },
            cancel
        );
    }
}
