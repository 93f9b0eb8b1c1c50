using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Visits.Entering;

/// <summary>/entry/{batch}: one batch from above, where it is taken up again, given its scans and closed.</summary>
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class BatchPageModel(
    TanfangDb db,
    CurrentUser user,
    ReadBatch read,
    TakeUpElder takeUp,
    TakeUpPrinted takeUpPrinted,
    SetShared setShared,
    AddScans addScans,
    CloseBatch close
) : PageModel
{
    public const long LargestUpload = 256L * 1024 * 1024;

    public BatchView View { get; private set; } = null!;

    public EntryBatch Batch => View.Batch;

    public int Scans { get; private set; }

    /// <summary>What was typed to find somebody; never in an address.</summary>
    public string? Name { get; private set; }

    public IReadOnlyList<FoundElder> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid batchId, CancellationToken cancel) =>
        await Load(batchId, cancel) ? Page() : NotFound();

    /// <summary>The next sheet that waits; without one, this page with the summary.</summary>
    public async Task<IActionResult> OnGetNextAsync(Guid batchId, int after, CancellationToken cancel) =>
        !await Load(batchId, cancel) ? NotFound()
        : View.NextAfter(after) is { } next && Batch.IsOpen ? Redirect($"/entry/{batchId}/{next}")
        : Redirect($"/entry/{batchId}");

    public async Task<IActionResult> OnPostFindAsync(Guid batchId, string? name, CancellationToken cancel)
    {
        if (!await Load(batchId, cancel))
            return NotFound();
        // A code has a digit in it, a name in pinyin has none.
        if (SheetCode.Read(name) is not null && name!.Any(char.IsDigit))
        {
            var taken = await takeUpPrinted.Run(user, batchId, name, cancel);
            if (taken.Succeeded)
                return Redirect(taken.Value);
            Name = name;
            ModelState.AddModelError("name", taken.Refusals[0].Sentence);
            return Page();
        }

        (Name, Found) = (name, await takeUp.Find(user, Batch, name, cancel));
        if (Found is [var only])
            return await OnPostTakeUpAsync(batchId, only.Id, cancel);
        if (Found.Count == 0)
            ModelState.AddModelError("name", "没有找到这个人。可以输姓名、全拼或首字母；新来的老人请先登记");
        return Page();
    }

    public async Task<IActionResult> OnPostTakeUpAsync(Guid batchId, Guid elder, CancellationToken cancel) =>
        await takeUp.Run(user, batchId, elder, cancel) ? Redirect($"/entry/{batchId}/{elder}") : NotFound();

    public async Task<IActionResult> OnPostSharedAsync(
        Guid batchId,
        DateOnly? day,
        string? mode,
        string? visitors,
        CancellationToken cancel
    ) =>
        await Say(
            batchId,
            await setShared.Run(user, batchId, day, mode, visitors, cancel),
            "已改，下一张表起用",
            cancel
        );

    public async Task<IActionResult> OnPostScansAsync(Guid batchId, List<IFormFile> scans, CancellationToken cancel)
    {
        if (!await Load(batchId, cancel))
            return NotFound();
        if (scans.Count == 0)
            ModelState.AddModelError("Scans", "没有选文件");
        var kept = 0;
        foreach (var file in scans)
        {
            var (added, refusals) = await addScans.Run(user, batchId, [await GivenScan.Read(file, cancel)], cancel);
            kept += added;
            foreach (var refusal in refusals)
                ModelState.AddModelError("Scans", refusal.Sentence);
        }

        TempData["Flash"] = kept > 0 ? $"已收下 {kept} 个扫描件" : null;
        return ModelState.IsValid ? Redirect($"/entry/{batchId}") : await OnGetAsync(batchId, cancel);
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid batchId, string? scans, CancellationToken cancel) =>
        await Say(batchId, await close.Run(user, batchId, scans == "keep", cancel), "这批补录已结束", cancel);

    private async Task<IActionResult> Say<T>(Guid batchId, Result<T> result, string done, CancellationToken cancel)
    {
        if (result.Succeeded)
        {
            TempData["Flash"] = done;
            return Redirect($"/entry/{batchId}");
        }

        foreach (var refusal in result.Refusals)
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        return await OnGetAsync(batchId, cancel);
    }

    private async Task<bool> Load(Guid batchId, CancellationToken cancel)
    {
        if (await read.Run(user, batchId, cancel) is not { } view)
            return false;
        View = view;
        Scans = await db.PaperScans.CountAsync(s => s.BatchId == batchId, cancel);
        return true;
    }
}
