using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/{id}: a change that was confirmed: what it did or will do, its end or its reverse.</summary>
public sealed class ChangePage(
    TanfangDb db,
    PreviewChange preview,
    ConfirmChange confirm,
    UndoChange undo,
    CurrentUser user
) : PageModel
{
    public ChangeSheet Sheet { get; private set; } = null!;

    public Guid? Undoes { get; private set; }

    public DivisionChange? UndoneBy { get; private set; }

    /// <summary>Of a plan: what it would do today.</summary>
    public ChangePreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        !await Load(id, cancel) ? NotFound()
        : Sheet.Change.State == ChangeState.Draft ? Redirect($"/divisions/changes/{id}/places")
        : Page();

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel)
    {
        var done = await confirm.Cancel(user.Scope, user.Actor, id, cancel);
        return await Answer(id, done.Refusals, "已取消，区划不变。", $"/divisions/changes/{id}", cancel);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancel)
    {
        var drafted = await undo.Run(user.Scope, user.Actor, id, cancel);
        var next = drafted.Succeeded ? $"/divisions/changes/{drafted.Value}/document" : "";
        return await Answer(id, drafted.Refusals, null, next, cancel);
    }

    private async Task<IActionResult> Answer(
        Guid id,
        IReadOnlyList<Refusal> refusals,
        string? said,
        string next,
        CancellationToken cancel
    )
    {
        if (refusals.Count == 0)
        {
            TempData["Flash"] = said;
            return Redirect(next);
        }

        foreach (var refusal in refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        return await Load(id, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await ChangeSheet.Read(db, user.Scope, id, cancel) is not { } sheet)
        {
            return false;
        }

        Sheet = sheet;
        Undoes = sheet.Change.UndoesId;
        UndoneBy = await db
            .DivisionChanges.AsNoTracking()
            .FirstOrDefaultAsync(c => c.UndoesId == id && c.State != ChangeState.Cancelled, cancel);
        Preview = sheet.Change.State == ChangeState.Planned ? await preview.Run(user.Scope, sheet, cancel) : null;
        return true;
    }
}
