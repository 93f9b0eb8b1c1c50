using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>/elders/{id}/plans: every plan of the person with every version: who, when, what changed.</summary>
public sealed class HistoryPage(TanfangDb db, ReadPlans read, CurrentUser user, TimeProvider clock) : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public IReadOnlyList<PlanOpened> Plans { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var elder = await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (elder is null)
        {
            return NotFound();
        }

        (Elder, Plans) = (elder, await read.Under(id, cancel));
        return Page();
    }

    /// <summary>What the version says different from the one before.</summary>
    public static IReadOnlyList<string> Changes(PlanOpened plan, VersionOpened version) =>
        ComparePlans.Run(plan.Versions.LastOrDefault(v => v.Row.Number < version.Row.Number), version);
}
