using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Access.Accounts;

namespace Tanfang.Access.Mine;

/// <summary>/account/password: changing it ends every other session and the tokens of devices.</summary>
public sealed class PasswordPage(
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    ChangeGrants change,
    RecordAccess record
) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool Must => HttpContext.Features.Get<AskingUser>()?.Account.MustChangePassword == true;

    public IActionResult OnGet()
    {
        ModelState.Clear();
        return HttpContext.Features.Get<AskingUser>() is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (HttpContext.Features.Get<AskingUser>() is not { } me)
        {
            return NotFound();
        }

        var account = (await accounts.FindByIdAsync(me.Account.Id.ToString()))!;
        if (!(await signIn.CheckPasswordSignInAsync(account, Current ?? "", lockoutOnFailure: true)).Succeeded)
        {
            await record.Denied(me.Actor, "/account/password", "wrongPassword", cancel);
            ModelState.AddModelError(nameof(Current), "现在的密码不对，或试得太多已暂时锁定");
            return Page();
        }

        account.MustChangePassword = false;
        var result = await accounts.ChangePasswordAsync(account, Current!, Password ?? "");
        if (!result.Succeeded)
        {
            ModelState.AddModelError(nameof(Password), string.Join("；", result.Errors.Select(e => e.Description)));
            return Page();
        }

        await change.RevokeDevice(account.Id, null, me.Actor, cancel);
        await record.Account(me.Actor, "account.passwordChanged", account.Id, null, cancel);
        await signIn.SignInAsync(account, isPersistent: false);
        TempData["Flash"] = "密码已改。";
        return Redirect("/");
    }
}
