using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access.Accounts;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Access.Mine;

/// <summary>/account: who I am here, what I may, and where I am signed in.</summary>
public sealed class AccountPage(
    TanfangDb db,
    DivisionLookup divisions,
    ChangeGrants change,
    UserManager<Account> accounts,
    TimeProvider clock
) : PageModel
{
    public AskingUser Me => HttpContext.Features.Get<AskingUser>()!;

    public string Organisation { get; private set; } = "";

    public IReadOnlyList<(Grant Grant, string Place)> Grants { get; private set; } = [];

    public IReadOnlyList<DeviceToken> Devices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (HttpContext.Features.Get<AskingUser>() is null)
        {
            return NotFound();
        }

        var places = await divisions.Named(Me.Grants.Select(g => g.DivisionId), cancel);
        Grants = [.. Me.Grants.Select(g => (g, places[g.DivisionId].Path))];
        Organisation = (await db.Organisations.SingleAsync(o => o.Id == Me.Account.OrganisationId, cancel)).Name;
        var since = clock.GetUtcNow() - DeviceToken.Holds;
        Devices = await db
            .DeviceTokens.AsNoTracking()
            .Where(t => t.AccountId == Me.Account.Id && t.RevokedAt == null && t.IssuedAt > since)
            .OrderBy(t => t.Id)
            .ToListAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid device, CancellationToken cancel)
    {
        await change.RevokeDevice(Me.Account.Id, device, Me.Actor, cancel);
        TempData["Flash"] = "已撤销，那台设备要重新登录。";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        var account = (await accounts.FindByIdAsync(Me.Account.Id.ToString()))!;
        await accounts.UpdateSecurityStampAsync(account);
        await change.RevokeDevice(account.Id, null, Me.Actor, cancel);
        return Redirect("/signin");
    }
}
