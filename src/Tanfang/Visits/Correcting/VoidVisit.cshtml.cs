using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Correcting;

public sealed class VoidVisitModel(TanfangDb db, CurrentUser user, VoidVisit voiding) : PageModel
{
    public Visit Visit { get; private set; } = null!;

    public Elder Elder { get; private set; } = null!;

    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGet(Guid visitId, CancellationToken cancel)
    {
        if (!await Find(visitId, cancel))
            return NotFound();
        return Visit.IsOpen ? Page() : Redirect($"/visits/{visitId}");
    }

    public async Task<IActionResult> OnPost(Guid visitId, string? reason, CancellationToken cancel)
    {
        if (!await Find(visitId, cancel))
            return NotFound();
        Reason = reason;
        var result = await voiding.Run(user, visitId, reason, cancel);
        if (!result.Succeeded)
        {
            ModelState.Clear();
            EnterRecord.Show(result.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = "已作废";
        return Redirect($"/visits/{visitId}");
    }

    private async Task<bool> Find(Guid visitId, CancellationToken cancel)
    {
        var visit = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId, cancel);
        var elder = visit is null
            ? null
            : await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == visit.ElderId, cancel);
        (Visit, Elder) = (visit!, elder!);
        return elder is not null;
    }
}
