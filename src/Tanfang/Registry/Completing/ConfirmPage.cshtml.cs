using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Editing;
using Tanfang.Shared;

namespace Tanfang.Registry.Completing;

/// <summary>/elders/{id}/confirm: 确认无误, on the version that was shown.</summary>
public sealed class ConfirmPage(TanfangDb db, WriteGate gate, ConfirmFile confirm, CurrentUser user, TimeProvider clock)
    : PageModel
{
    public Guid Id { get; private set; }

    public IActionResult OnGet(Guid id) => Redirect($"/elders/{id}");

    public async Task<IActionResult> OnPostAsync(Guid id, int version, CancellationToken cancel)
    {
        Id = id;
        ModelState.Clear();
        var result = await new FileChange(db, gate).Run(user.Scope, id, version, e => Confirm(e, cancel), cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已记下：今天核对，确认无误。";
            return Redirect($"/elders/{id}");
        }

        if (result.Refusals[0].Code == FileChange.Unknown.Code)
        {
            return NotFound();
        }

        ModelState.AddModelError("", "您看过以后，这份档案又有修改。请看过现在的内容再确认");
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        return Page();
    }

    private async Task<Result<Guid>> Confirm(Elder elder, CancellationToken cancel)
    {
        var (id, today) = (elder.Id, clock.Today());
        if (elder.LeftOn is not null)
        {
            return FileChange.Unknown;
        }

        // Pressed twice on one day it is one comparison.
        if (
            !await db.FileConfirmations.AnyAsync(
                c => c.ElderId == id && c.On == today && c.Source == ConfirmFile.Desk,
                cancel
            )
        )
        {
            confirm.Add(user.Actor, elder, today, ConfirmFile.Desk);
            await db.SaveChangesAsync(cancel);
        }

        return id;
    }
}
