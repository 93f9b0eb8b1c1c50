using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>/elders/{id}/erasure: asks that somebody's data be erased; says what that means before.</summary>
public sealed class ErasurePage(TanfangDb db, AskErasure ask, CurrentUser user, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Check { get; set; }

    public Elder Elder { get; private set; } = null!;

    /// <summary>Why it cannot be asked for now; null when it can.</summary>
    public Refusal? Obstacle { get; private set; }

    public Erasure? Waiting { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var result = await ask.Run(user.Scope, user.Actor, new ErasureWish(id, Basis, Check), cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已提出删除，等另一位工作人员批准。";
            return Redirect("/erasures");
        }

        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        ModelState.AddModelError(result.Refusals[0].Field ?? "", result.Refusals[0].Sentence);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Elder = (await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel))!;
        if (Elder is null)
        {
            return false;
        }

        Obstacle = AskErasure.StillEnrolled(Elder, clock.Today());
        Waiting = await db
            .Erasures.AsNoTracking()
            .SingleOrDefaultAsync(e => e.ElderId == id && e.State == ErasureState.Waiting, cancel);
        return true;
    }
}
