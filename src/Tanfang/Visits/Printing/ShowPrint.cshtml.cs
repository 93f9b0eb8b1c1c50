using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>A sheet that was left out: whose, and why.</summary>
public sealed record SheetLeftOut(Guid ElderId, string Name, string Why);

/// <summary>/print/{id}: say how, follow it, fetch it, delete it.</summary>
public sealed class ShowPrintModel(
    TanfangDb db,
    HandlePrint handle,
    DropDocuments drop,
    Chromium chromium,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public PrintJob Job { get; private set; } = null!;

    public IReadOnlyList<SheetLeftOut> LeftOut { get; private set; } = [];

    public int Printable { get; private set; }

    public bool HasChromium => chromium.Find() is not null;

    public DateOnly Today => clock.Today();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => Show(id, cancel);

    /// <param name="filled">yes, month or no.</param>
    /// <param name="month">2026-10.</param>
    public async Task<IActionResult> OnPostStartAsync(Guid id, string? filled, string? month, CancellationToken cancel)
    {
        var known = DateOnly.TryParseExact(
            month + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        );
        if (filled == "month" && (!known || first > Today))
        {
            ModelState.AddModelError("month", "请填写年月，例如 2026-10，不晚于本月");
            return await Show(id, cancel);
        }

        if (filled is not ("yes" or "month" or "no"))
        {
            ModelState.AddModelError("filled", "请选择打印空白表还是已填表");
            return await Show(id, cancel);
        }

        var started = await handle.Start(id, filled != "no", filled == "month" ? first : null, user, cancel);
        return Back(id, started ? "已开始。可以离开这一页，会继续做。" : "这次打印已经开始或已结束。");
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel) =>
        Back(id, await handle.Cancel(id, user, cancel) ? "已取消，没有留下任何文件。" : "这次打印已经结束，不能取消。");

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancel) =>
        Back(id, await handle.Again(id, user, cancel) ? "已接着做。" : "这次打印没有要接着做的。");

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel) =>
        Back(id, await drop.Run(id, user, cancel) ? "已删除。印出的表编号仍然有效。" : "文件已不在。");

    private RedirectToPageResult Back(Guid id, string said)
    {
        TempData["Flash"] = said;
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        var job = await db
            .PrintJobs.AsNoTracking()
            .SingleOrDefaultAsync(j => j.Id == id && j.CreatedBy == user.Actor.Id, cancel);
        if (job is null)
            return NotFound();
        Job = job;
        Printable = await db.PrintedSheets.CountAsync(s => s.JobId == id && s.Form != null, cancel);
        LeftOut = await db
            .PrintedSheets.Where(s => s.JobId == id && s.LeftOut != null)
            .Join(db.EldersOf(user.Scope), s => s.ElderId, e => e.Id, (s, e) => new { s, e })
            .OrderBy(r => r.s.Position)
            .Select(r => new SheetLeftOut(r.e.Id, r.e.Name, r.s.LeftOut!))
            .ToListAsync(cancel);
        return Page();
    }
}
