using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tanfang.Shared;

namespace Tanfang.Access.SigningIn;

/// <summary>/signin/code: the second factor (RFC 6238, six digits, 30 seconds).</summary>
[EnableRateLimiting(SignInLimit.Name)]
public sealed class CodePage(SignInManager<Account> signIn, RecordAccess record) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Redirect("/signin") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return Redirect("/signin");
        }

        var actor = SignInPage.ActorOf(account);
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(
            Digits(Code),
            isPersistent: false,
            rememberClient: false
        );
        if (result.Succeeded)
        {
            await record.Account(actor, "access.signedIn", account.Id, "secondFactor", cancel);
            return LocalRedirect(Link.Local(Back));
        }

        await record.Denied(actor, "/signin/code", result.IsLockedOut ? "locked" : "wrongCode", cancel);
        ModelState.AddModelError(
            nameof(Code),
            result.IsLockedOut
                ? "连错太多次，账号已锁定 15 分钟。"
                : "验证码不对。请看手机上现在的六位数字，并核对手机的时间。"
        );
        Code = null;
        return Page();
    }

    internal static string Digits(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiDigit));
}
