using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Registry.Merging;

/// <summary>/elders/merges/{id}/undo: both files again; which of the visits recorded meanwhile are the other person's.</summary>
public sealed class UndoPage(TanfangDb db, UndoMerge undo, CurrentUser user) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public List<Guid> Visits { get; set; } = [];

    public Elder Kept { get; private set; } = null!;

    public Elder Merged { get; private set; } = null!;

    /// <summary>Recorded since the merge under the kept file.</summary>
    public IReadOnlyList<Visit> Since { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        var result = await undo.Run(user.Scope, user.Actor, id, Reason, Visits, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已撤销并档，两份档案各自独立。";
            return Redirect($"/elders/{result.Value}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field == nameof(Reason) ? nameof(Reason) : "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var row = await db.ElderMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && !m.IsSplit, cancel);
        if (row is null || row.UndoneAt is not null)
        {
            return false;
        }

        var ids = new[] { row.KeptId, row.MergedId };
        var both = await db.FilesOf(user.Scope)
            .AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancel);
        if (both.Count < 2)
        {
            return false;
        }

        (Kept, Merged) = (both[row.KeptId], both[row.MergedId]);
        Since = await db.VisitsOf([row.KeptId])
            .AsNoTracking()
            .Where(v => v.ReceivedAt >= row.RecordedAt && v.ReplacedById == null)
            .OrderBy(v => v.HappenedOn)
            .ToListAsync(cancel);
        return true;
    }
}
