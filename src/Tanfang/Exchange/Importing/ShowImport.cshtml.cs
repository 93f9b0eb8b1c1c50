using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>/import/{id}: what the file would do or has done, row errors, confirming, progress.</summary>
public sealed class ShowImportModel(
    TanfangDb db,
    Vault vault,
    HandleJob jobs,
    ImportProgress progress,
    CurrentUser user
) : PageModel
{
    /// <summary>More than a person reads on a page; all of them are in the download.</summary>
    public const int ErrorsShown = 200;

    public ImportJob Job { get; private set; } = null!;

    public string FileName { get; private set; } = "";

    /// <summary>How the file is read, when it is not our template.</summary>
    public ImportJob.JobMap? Map { get; private set; }

    public ImportReport Report { get; private set; } = new();

    public (int Done, int Total) Progress => progress.Of(Job.Id) ?? (Job.RowsDone, Job.Rows);

    public bool IsUnderWay => Job.State is ImportState.Waiting or ImportState.Running;

    public bool HasErrorWorkbook =>
        Job.File is not null && Report.Errors.Exists(e => e.Row > 1 && !ReviewNotes.IsWaiting(e));

    /// <summary>Whether the counts say what would happen, not what did.</summary>
    public bool IsForecast => Job.State != ImportState.Done;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => Show(id, cancel);

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken cancel)
    {
        TempData["Flash"] = await jobs.Confirm(id, user, cancel)
            ? "已开始导入。可以离开这一页，导入会继续。"
            : "这次导入已经在进行或已结束。";
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel)
    {
        TempData["Flash"] = await jobs.Drop(id, user, cancel)
            ? "已放弃，没有写入任何内容，文件已删除。"
            : "这次导入已经在进行或已结束，不能放弃。";
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancel)
    {
        TempData["Flash"] = await jobs.Forget(id, user, cancel) ? "错误工作簿已删除。" : "错误工作簿已不在。";
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        if (await db.ImportJobsOf(user).AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel) is not { } job)
        {
            return NotFound();
        }

        if (job.State == ImportState.Unmapped)
        {
            return RedirectToPage("/Exchange/Importing/MapImport", new { id });
        }

        Map = job.OpenMap(vault);
        (Job, FileName, Report) = (job, job.OpenFileName(vault), job.OpenReport(vault) ?? new ImportReport());
        return Page();
    }
}
