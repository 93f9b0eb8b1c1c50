using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Access.SigningIn;
using Tanfang.Shared;

namespace Tanfang.Access.Mine;

/// <summary>/account/second-factor: sets the second factor up. A key that is in use is shown to nobody again.</summary>
public sealed class SecondFactorPage(UserManager<Account> accounts, SignInManager<Account> signIn, RecordAccess record)
    : PageModel
{
    private string key = "";

    [BindProperty]
    public string? Code { get; set; }

    public string Shown => string.Join(' ', key.Chunk(4).Select(part => new string(part)));

    public (string Path, int Size) Picture { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return await Begin() is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await Begin() is not { } account)
        {
            return NotFound();
        }

        var right = await accounts.VerifyTwoFactorTokenAsync(
            account,
            TokenOptions.DefaultAuthenticatorProvider,
            CodePage.Digits(Code)
        );
        if (!right)
        {
            ModelState.AddModelError(nameof(Code), "验证码不对。请看手机上现在的六位数字，并核对手机的时间。");
            Code = null;
            return Page();
        }

        await accounts.SetTwoFactorEnabledAsync(account, true);
        await record.Account(SignInPage.ActorOf(account), "account.secondFactorOn", account.Id, null, cancel);
        await signIn.SignInAsync(account, isPersistent: false);
        TempData["Flash"] = "手机验证器已启用，下次登录要用。";
        return Redirect("/account");
    }

    /// <summary>The account with a key that is not in use yet: the one being set up, or a new one. Null when a key is in use.</summary>
    private async Task<Account?> Begin()
    {
        if (HttpContext.Features.Get<AskingUser>() is not { } me)
        {
            return null;
        }

        var account = (await accounts.FindByIdAsync(me.Account.Id.ToString()))!;
        if (account.TwoFactorEnabled)
        {
            return null;
        }

        if (await accounts.GetAuthenticatorKeyAsync(account) is not { } known)
        {
            await accounts.ResetAuthenticatorKeyAsync(account);
            await signIn.SignInAsync(account, isPersistent: false);
            known = (await accounts.GetAuthenticatorKeyAsync(account))!;
        }

        key = known;
        var name = Uri.EscapeDataString($"探访:{account.UserName}");
        Picture = QrCode.Draw($"otpauth://totp/{name}?secret={key}&issuer={Uri.EscapeDataString("探访")}");
        return account;
    }
}
