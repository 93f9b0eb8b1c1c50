using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>/elders/{id}/erased: says that somebody was erased, when and why; nobody out of the scope learns it.</summary>
public sealed class ErasedPage(TanfangDb db, CurrentUser user) : PageModel
{
    public DateOnly ErasedOn { get; private set; }

    public string Basis { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ErasedOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } elder)
        {
            return NotFound();
        }

        ErasedOn = elder.ErasedOn!.Value;
        Basis =
            await db
                .Erasures.Where(e => e.ElderId == id && e.State == ErasureState.Done)
                .OrderBy(e => e.AskedAt)
                .Select(e => e.Basis)
                .FirstOrDefaultAsync(cancel)
            ?? "";
        return Page();
    }
}
