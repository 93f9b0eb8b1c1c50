using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Filing;

namespace Tanfang.Visits.Custody;

/// <summary>/print/copies/{id}: one sheet, where its two copies are, and what can be said about them.</summary>
public sealed class SheetCopyPageModel(
    TanfangDb db,
    WriteGate gate,
    ReadSheet read,
    MarkCopy mark,
    ReprintCopy reprint,
    TakeBackScan takeBack,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public SheetOpened Opened { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await Find(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMarkAsync(
        Guid id,
        CopyFor copy,
        CopyState state,
        string? on,
        string? receivedBy,
        string? reason,
        CancellationToken cancel
    )
    {
        if (!await Find(id, cancel))
            return NotFound();
        var known = DateOnly.TryParseExact(
            on,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        );
        var who = state == CopyState.Received ? receivedBy?.Trim() : null;
        var why = state == CopyState.Missing ? reason : null;
        // Replaced is what a reprint says, and nobody else.
        var marked = state is CopyState.Signed or CopyState.Received or CopyState.Missing
            ? await mark.Run(user, Opened.Sheet, copy, new CopyNews(state, known ? day : Today, who, why), cancel)
            : MarkCopy.Unknown;
        return Answer(id, marked.Refusals, $"已登记：{CopyWords.Of(copy)}，{CopyWords.Of(state, copy)}。");
    }

    public async Task<IActionResult> OnPostReprintAsync(Guid id, CopyFor copy, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return NotFound();
        var job = await reprint.Run(user, Opened.Sheet, copy, PrintWish.AddressOf(Request), cancel);
        return job.Succeeded ? Redirect($"/print/{job.Value}") : Answer(id, job.Refusals, "");
    }

    /// <summary>归错了，取回.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, Guid scan, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return NotFound();
        var taken = await takeBack.Run(user, Opened.Sheet, scan, cancel);
        return taken ? Redirect($"/print/scans/{scan}") : RedirectToPage(new { id });
    }

    /// <summary>停用编号: the paper fell into wrong hands, or is not to be used.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return NotFound();
        var now = clock.Now();
        await gate.Write(
            db,
            async () =>
            {
                await db
                    .PrintedSheets.Where(s => s.Id == id && s.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.RevokedAt, now), cancel);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "sheet.revoked", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return Answer(id, [], "编号已停用，扫码不再打开记录。");
    }

    private IActionResult Answer(Guid id, IReadOnlyList<Refusal> refusals, string said)
    {
        foreach (var refusal in refusals)
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        if (refusals.Count > 0)
            return Page();
        TempData["Flash"] = said;
        return RedirectToPage(new { id });
    }

    private async Task<bool> Find(Guid id, CancellationToken cancel)
    {
        var opened = await read.Run(user.Scope, id, cancel);
        Opened = opened!;
        return opened is not null;
    }
}
