using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>One print job to its end: the sheets still to do, one by one, then the PDF file where Chromium is installed.</summary>
public sealed class PrintSheets(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    PrepareSheet prepare,
    MakePdf makePdf,
    PrintProgress progress,
    TimeProvider clock
)
{
    /// <exception cref="OperationCanceledException">Somebody cancelled it, or the office stops.</exception>
    public async Task Run(Guid id, CancellationToken cancel)
    {
        await db
            .PrintJobs.Where(j => j.Id == id && j.State == PrintState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, PrintState.Running), cancel);
        var job = await db.PrintJobs.AsNoTracking().SingleAsync(j => j.Id == id, cancel);
        // The printing is the act of whoever asked for it. Until people sign in that is the one local user.
        var user = CurrentUser.Local;
        var done = job.SheetsDone;
        while (await Next(id, cancel) is { } sheet)
        {
            await prepare.Run(job, sheet, user, cancel);
            await progress.BetweenSheets(++done, cancel);
        }

        var left = await db.PrintedSheets.CountAsync(s => s.JobId == id && s.Form != null, cancel);
        if (left == 0)
        {
            await End(id, null, "选中的人都没有可以打印的内容", cancel);
            return;
        }

        try
        {
            await End(id, await makePdf.Run(job, user.Scope, cancel), null, cancel);
        }
        catch (NoPdfException reason)
        {
            await End(id, null, reason.Message, cancel);
        }
    }

    private Task<PrintedSheet?> Next(Guid job, CancellationToken cancel) =>
        db
            .PrintedSheets.AsNoTracking()
            .Where(s => s.JobId == job && s.PreparedAt == null)
            .OrderBy(s => s.Position)
            .FirstOrDefaultAsync(cancel);

    private Task End(Guid id, byte[]? pdf, string? problem, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var now = clock.Now();
                var size = pdf?.Length;
                var mine = await db
                    .PrintJobs.Where(j => j.Id == id && j.State == PrintState.Running)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(j => j.State, PrintState.Done)
                                .SetProperty(j => j.PdfSize, size)
                                .SetProperty(j => j.Problem, problem)
                                .SetProperty(j => j.FinishedAt, now),
                        cancel
                    );
                if (mine == 1 && pdf is not null)
                {
                    db.PrintFiles.Add(
                        new PrintFile { JobId = id, Pdf = vault.StoreSeal.Close(PrintFile.Place(id), pdf) }
                    );
                    await db.SaveChangesAsync(cancel);
                }
            },
            cancel
        );
}
