using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Showing;

public sealed class ListVisitsModel(TanfangDb db, CurrentUser user) : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid elderId, CancellationToken cancel)
    {
        var elder = await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        Elder = elder!;
        return elder is null ? NotFound() : Page();
    }
}
