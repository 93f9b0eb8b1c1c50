using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>GET /print/{id}/progress and /print/{id}/sheets.pdf.</summary>
internal static class PrintEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/print/{id:guid}/progress", Progress).ExcludeFromDescription();
        app.MapGet("/print/{id:guid}/sheets.pdf", Pdf).ExcludeFromDescription();
    }

    /// <summary>A finished job of this user whose days are not over; else null.</summary>
    public static Task<PrintJob?> Done(
        TanfangDb db,
        Guid id,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var since = clock.Now() - PrintJob.Kept;
        return db
            .PrintJobs.AsNoTracking()
            .Where(j => j.Id == id && j.CreatedBy == user.Actor.Id && j.State == PrintState.Done)
            .SingleOrDefaultAsync(j => j.FinishedAt > since, cancel);
    }

    private static async Task<IResult> Progress(Guid id, TanfangDb db, CurrentUser user, CancellationToken cancel)
    {
        var job = await db
            .PrintJobs.AsNoTracking()
            .SingleOrDefaultAsync(j => j.Id == id && j.CreatedBy == user.Actor.Id, cancel);
        return job is null
            ? Results.NotFound()
            : Results.Json(
                new
                {
                    done = job.SheetsDone,
                    total = job.Sheets,
                    text = job.SheetsDone < job.Sheets ? $"{job.SheetsDone} / {job.Sheets} 份" : "正在生成 PDF 文件",
                    finished = !job.IsUnderWay,
                }
            );
    }

    private static async Task<IResult> Pdf(
        Guid id,
        TanfangDb db,
        WriteGate gate,
        Vault vault,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await Done(db, id, user, clock, cancel) is not { } job)
            return Results.NotFound();
        if (await db.PrintFiles.AsNoTracking().SingleOrDefaultAsync(f => f.JobId == id, cancel) is not { } file)
            return Results.NotFound();
        await gate.Write(
            db,
            () =>
            {
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "print.downloaded", id.ToString("N")));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        var name = $"探访记录表-{ChinaTime.Show(job.CreatedAt)}".Replace(':', '-').Replace(' ', '-');
        return Results.File(vault.StoreSeal.Open(PrintFile.Place(id), file.Pdf), "application/pdf", $"{name}.pdf");
    }
}
