using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors.Issuing;

/// <summary>/elders/{id}/door: issues, reprints and revokes the card at somebody's door.</summary>
public sealed class DoorPage(TanfangDb db, KeepDoor keep, CurrentUser user) : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public IReadOnlyList<DoorCard> Cards { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) =>
        await Answer(id, await keep.Issue(user.Scope, user.Actor, id, cancel), "门牌码已发，请打印出来。", cancel);

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, Guid card, CancellationToken cancel) =>
        await Answer(id, await keep.Revoke(user.Scope, user.Actor, id, card, cancel), "已停用。", cancel);

    private async Task<IActionResult> Answer(Guid id, Result<Guid> result, string done, CancellationToken cancel)
    {
        if (result.Succeeded)
        {
            TempData["Flash"] = done;
            return Redirect($"/elders/{id}/door");
        }

        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } found)
        {
            return false;
        }

        (Elder, Cards) = (found, await keep.Good(id, cancel));
        return true;
    }
}
