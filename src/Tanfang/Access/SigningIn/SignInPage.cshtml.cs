using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tanfang.Shared;

namespace Tanfang.Access.SigningIn;

/// <summary>/signin: name and password; five wrong ones lock the account for a quarter of an hour. An unknown name and a wrong password answer alike.</summary>
[EnableRateLimiting(SignInLimit.Name)]
public sealed class SignInPage(
    SignInManager<Account> signIn,
    UserManager<Account> accounts,
    IPasswordHasher<Account> passwords,
    RecordAccess record
) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var account = await accounts.FindByNameAsync(UserName?.Trim() ?? "");
        if (account is null)
        {
            // As much work as for a name that is known: the time it takes tells nothing.
            passwords.HashPassword(NobodysAccount.Value, Password ?? "");
            return await Refuse(null, "unknownName", cancel);
        }

        var result = await signIn.PasswordSignInAsync(
            account,
            Password ?? "",
            isPersistent: false,
            lockoutOnFailure: true
        );
        if (result.RequiresTwoFactor)
        {
            return RedirectToPage("/Access/SigningIn/CodePage", new { Back = Link.Local(Back) });
        }

        if (!result.Succeeded)
        {
            return await Refuse(account, result.IsLockedOut ? "locked" : "wrongPassword", cancel);
        }

        await record.Account(ActorOf(account), "access.signedIn", account.Id, "password", cancel);
        return LocalRedirect(Link.Local(Back));
    }

    internal static Actor ActorOf(Account account) => new(account.Id.ToString("N"), account.DisplayName);

    private async Task<IActionResult> Refuse(Account? account, string why, CancellationToken cancel)
    {
        await record.Denied(account is null ? null : ActorOf(account), "/signin", why, cancel);
        ModelState.AddModelError("", "登录名或密码不对，或账号已被暂时锁定。请核对后重试；连错五次要等 15 分钟。");
        Password = null;
        return Page();
    }

    private static class NobodysAccount
    {
        public static Account Value { get; } =
            new()
            {
                DisplayName = "",
                OrganisationId = Guid.Empty,
                CreatedAt = DateTimeOffset.MinValue,
            };
    }
}
