using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Privacy.Notifying;

/// <summary>
/// /notice?division=: 个人信息处理告知书 of a county (when not said, that of whoever asks), to be printed and read aloud. Whom to reach is filled in by hand
/// where nothing is known.
/// </summary>
public sealed class NoticePage(TanfangDb db, DivisionLookup divisions, CurrentUser user, TimeProvider clock) : PageModel
{
    /// <summary>The county in full, or null: then a line to fill in.</summary>
    public string? County { get; private set; }

    /// <summary>The county's own office among the organisations; null: a line to fill in.</summary>
    public string? Office { get; private set; }

    public async Task OnGetAsync([FromQuery] string? division, CancellationToken cancel)
    {
        ModelState.Clear();
        var asked =
            !string.IsNullOrWhiteSpace(division) ? await divisions.ByCode(division, clock.Today(), cancel)
            : user.Scope.Divisions is [var own] ? await divisions.ById(own, cancel)
            : null;
        if (asked is null)
        {
            return;
        }

        var county = asked.CountyId ?? asked.Id;
        County = (await divisions.Named(county, cancel))?.Path;
        Office = await db
            .Organisations.Where(o => o.DivisionId == county && o.Kind == OrganisationKind.CountyBureau)
            .OrderBy(o => o.Name)
            .Select(o => o.Name)
            .FirstOrDefaultAsync(cancel);
    }
}
