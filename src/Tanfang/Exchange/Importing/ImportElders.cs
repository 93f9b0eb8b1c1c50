using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>
/// Imports a file of elders. Reading and checking come first and hold nothing up; deciding and writing are one transaction, so
/// that after a power cut all good rows are in, or none.
/// </summary>
public sealed class ImportElders(
    TanfangDb db,
    WriteGate gate,
    CheckRows check,
    DecideRows decide,
    WriteDecisions write,
    JoinHouseholds join,
    Vault vault,
    TimeProvider clock
)
{
    private const int Batch = 500;

    /// <summary>What an import would do. Writes nothing.</summary>
    /// <exception cref="Reading.UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<ImportReport> DryRun(ElderFile file, Scope scope, Actor actor, CancellationToken cancel)
    {
        var read = await check.Run(file, scope, cancel);
        var households = new JoinRows(read);
        foreach (var batch in read.Rows.Chunk(Batch))
        {
            // As the import itself will find: a number known elsewhere is refused, and nothing is said of whose it is.
            var decisions = await db.Beyond(() => decide.Run(batch, actor, tracked: false, cancel), cancel);
            Count(decisions, read);
            households.Note(decisions);
            db.ChangeTracker.Clear();
        }

        households.Tell();
        return Finished(read.Report);
    }

    /// <summary>Imports under a job that waits; it ends in the same transaction. Null when somebody else has ended it meanwhile.</summary>
    /// <param name="progress">Is told how many rows of how many are done.</param>
    /// <exception cref="Reading.UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<ImportReport?> Run(
        Guid job,
        ElderFile file,
        Scope scope,
        Actor actor,
        Action<int, int> progress,
        CancellationToken cancel
    )
    {
        var read = await check.Run(file, scope, cancel);
        return await gate.Write(
            db,
            async () =>
            {
                // Takes hold of the job's row: a second one that runs it waits here and then finds it ended.
                var mine = await db
                    .ImportJobs.Where(j => j.Id == job && j.State == ImportState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(j => j.Rows, read.Report.Rows), cancel);
                return mine == 0 ? null : await Write(job, read, scope, actor, progress, cancel);
            },
            cancel
        );
    }

    /// <summary>Imports at once: job and rows begin and end in one transaction.</summary>
    /// <exception cref="Reading.UnreadableFileException">The file as a whole cannot be read.</exception>
    public async Task<ImportReport> RunNew(
        ImportJob job,
        ElderFile file,
        Scope scope,
        Actor actor,
        CancellationToken cancel
    )
    {
        var read = await check.Run(file, scope, cancel);
        return await gate.Write(
            db,
            async () =>
            {
                job.File = null;
                job.State = ImportState.Running;
                db.ImportJobs.Add(job);
                await db.SaveChangesAsync(cancel);
                return await Write(job.Id, read, scope, actor, (_, _) => { }, cancel);
            },
            cancel
        );
    }

    private async Task<ImportReport> Write(
        Guid job,
        CheckedFile read,
        Scope scope,
        Actor actor,
        Action<int, int> progress,
        CancellationToken cancel
    )
    {
        var done = read.Report.Rejected;
        var (households, written) = (new JoinRows(read), new Dictionary<int, Guid>());
        foreach (var batch in read.Rows.Chunk(Batch))
        {
            progress(done, read.Report.Rows);
            var decisions = await decide.Run(batch, actor, tracked: true, cancel);
            Count(decisions, read);
            households.Note(decisions);
            foreach (var (row, elder) in await write.Run(decisions, job, scope, actor, cancel))
            {
                written[row] = elder;
            }

            done += batch.Length;
        }

        await households.Run(join, written, actor, cancel);
        db.ChangeTracker.Clear();

        progress(done, read.Report.Rows);
        Finished(read.Report);
        await End(job, read, actor, cancel);
        return read.Report;
    }

    private async Task End(Guid id, CheckedFile read, Actor actor, CancellationToken cancel)
    {
        var report = read.Report;
        var job = await db.ImportJobs.SingleAsync(j => j.Id == id, cancel);
        job.End(report, read.Refused, vault, clock.Now());
        var counts = JsonSerializer.Serialize(
            new
            {
                report.Added,
                report.Updated,
                report.Unchanged,
                report.Rejected,
            }
        );
        db.Changes.Add(ChangeEntry.Of(actor, clock, "import.done", id.ToString("N"), counts));
        await db.SaveChangesAsync(cancel);
    }

    private static void Count(List<Decision> decisions, CheckedFile read)
    {
        var report = read.Report;
        foreach (var decision in decisions)
        {
            switch (decision)
            {
                case Decision.New:
                    report.Added++;
                    break;
                case Decision.Known { IsNothing: true }:
                    report.Unchanged++;
                    break;
                case Decision.Known:
                    report.Updated++;
                    break;
                case Decision.Alike alike:
                    report.ForReview++;
                    report.Reject(alike.Row.Number, [ReviewNotes.Waiting]);
                    break;
                case Decision.Refused refused:
                    report.Reject(refused.Row.Number, refused.Refusals);
                    read.Refused.Keep(refused.Row.Line);
                    break;
            }
        }
    }

    private static ImportReport Finished(ImportReport report)
    {
        // Stable: several errors of one row stay in the order of its columns.
        RowError[] errors = [.. report.Errors.OrderBy(e => report.Naming.SheetAt(e.Sheet)).ThenBy(e => e.Row)];
        report.Errors.Clear();
        report.Errors.AddRange(errors);
        return report;
    }
}
