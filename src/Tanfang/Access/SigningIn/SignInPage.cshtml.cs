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
    SignInWithPasskey passkey,
    RecordAccess record,
    Front front
) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public bool HasPasskeys => front.HasPasskeys(Request.Host);

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await passkey.Options(), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        ModelState.Clear();
        if (await passkey.Run(credential, cancel))
        {
            return LocalRedirect(Link.Local(Back));
        }

        ModelState.AddModelError("", "通行密钥没有通过，或账号已锁定。请重试，或用密码登录。");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var account = await accounts.FindByNameAsync(UserName?.Trim() ?? "");
        if (account is null)
        {
            WorkAsForSomebody(passwords, Password);
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

    /// <summary>As much work as for a name that is known: the time it takes tells nothing.</summary>
    internal static void WorkAsForSomebody(IPasswordHasher<Account> passwords, string? password) =>
        passwords.HashPassword(NobodysAccount.Value, password ?? "");

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
