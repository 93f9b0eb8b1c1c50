using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>/accounts/{id}: grants, locking, devices, recovery. Out of scope and unknown answer alike.</summary>
public sealed class ShowAccount(
    TanfangDb db,
    DivisionLookup divisions,
    PickDivision pick,
    ChangeGrants change,
    ResetPassword reset,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public Account Account { get; private set; } = null!;

    public string Organisation { get; private set; } = "";

    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public GrantForm Form { get; private set; } = null!;

    public string? NewPassword { get; private set; }

    public int Passkeys { get; private set; }

    public bool Locked => Account.LockoutEnd > clock.GetUtcNow();

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        ModelState.Clear();
        var cancel = HttpContext.RequestAborted;
        if (!await db.AccountsOf(user.Scope).AnyAsync(a => a.Id == Id, cancel))
        {
            context.Result = NotFound();
            return;
        }

        Form = await GrantForm.Read(Request, pick, db, user.Scope, cancel);
        await next();
    }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => Show(cancel);

    public async Task<IActionResult> OnPostLockAsync(bool locked, CancellationToken cancel) =>
        await After(await change.Lock(Id, locked, user.Scope, user.Actor, cancel), cancel);

    public async Task<IActionResult> OnPostRevokeDevicesAsync(CancellationToken cancel)
    {
        await change.RevokeDevice(Id, null, user.Actor, cancel);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemovePasskeysAsync(CancellationToken cancel) =>
        await After(await change.RemovePasskeys(Id, user.Scope, user.Actor, cancel), cancel);

    public async Task<IActionResult> OnPostEndAsync(Guid grant, CancellationToken cancel) =>
        await After(await change.End(Id, grant, user.Scope, user.Actor, cancel), cancel);

    public async Task<IActionResult> OnPostGiveAsync(DateOnly? until, CancellationToken cancel)
    {
        if (Form.Problem is { } problem || Form.Role is not { } role)
        {
            ModelState.AddModelError("", Form.Problem ?? "没有选角色");
            return await Show(cancel);
        }

        var given = await change.Give(
            Id,
            new AskedGrant(role, Form.Chosen?.Id ?? 0, Form.VisitorId, until),
            user.Scope,
            user.Actor,
            cancel
        );
        return await After(given, cancel);
    }

    public async Task<IActionResult> OnPostResetAsync(
        string? witness,
        string? witnessPassword,
        bool secondFactorToo,
        CancellationToken cancel
    )
    {
        var made = await reset.Run(Id, witness, witnessPassword, secondFactorToo, user.Scope, user.Actor, cancel);
        if (made.Succeeded)
        {
            NewPassword = made.Value;
            return await Show(cancel);
        }

        ModelState.AddModelError("", made.Refusals[0].Sentence);
        return await Show(cancel);
    }

    private async Task<IActionResult> After<T>(Result<T> done, CancellationToken cancel)
    {
        if (done.Succeeded)
        {
            return RedirectToPage();
        }

        ModelState.AddModelError("", done.Refusals[0].Sentence);
        return await Show(cancel);
    }

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == Id, cancel);
        Organisation = (await db.Organisations.SingleAsync(o => o.Id == Account.OrganisationId, cancel)).Name;
        Grants = await db.Grants.AsNoTracking().Where(g => g.AccountId == Id).OrderBy(g => g.Id).ToListAsync(cancel);
        Places = await divisions.Named(Grants.Select(g => g.DivisionId), cancel);
        Passkeys = await db.Passkeys.CountAsync(p => p.AccountId == Id, cancel);
        return Page();
    }
}
