using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Mine;

/// <summary>/account/passkeys: adds and removes them. Both ask for the password: an open session alone must not make a way in that outlives it.</summary>
public sealed class PasskeyPage(
    TanfangDb db,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    RecordAccess record,
    Front front
) : PageModel
{
    public const int Most = 10;

    private const string Here = "/account/passkeys";
    private const string WrongPassword = "密码不对，或试得太多已暂时锁定";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public bool CanAdd => front.HasPasskeys(Request.Host);

    public string Domain => front.Name.Host;

    private AskingUser? Me => HttpContext.Features.Get<AskingUser>();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return Show(cancel);
    }

    /// <summary>What the browser hands to the device that makes the key; a sentence when it may not.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (Me is not { } me)
        {
            return NotFound();
        }

        if (Name?.Trim().Length is null or 0 or > 50)
        {
            return Refuse("请给这个通行密钥起个名字，不超过 50 个字");
        }

        if (await db.Passkeys.CountAsync(p => p.AccountId == me.Account.Id, cancel) >= Most)
        {
            return Refuse($"最多 {Most} 个，请先移除不用的");
        }

        if (await Proven(me, cancel) is not { } account)
        {
            return Refuse(WrongPassword);
        }

        var owner = new PasskeyUserEntity
        {
            Id = account.Id.ToString(),
            Name = account.UserName!,
            DisplayName = account.DisplayName,
        };
        return Content(await signIn.MakePasskeyCreationOptionsAsync(owner), "application/json");
    }

    public async Task<IActionResult> OnPostAddAsync(string? credential, CancellationToken cancel)
    {
        ModelState.Clear();
        if (Me is not { } me)
        {
            return NotFound();
        }

        // The challenge was given after the password, to this account and to nobody else.
        if (await Attest(credential) is not { Succeeded: true } made || made.UserEntity.Id != me.Account.Id.ToString())
        {
            await record.Denied(me.Actor, Here, "wrongPasskey", cancel);
            ModelState.AddModelError("", "这次没有添加成功。请重新输入密码再试。");
            return await Show(cancel);
        }

        var account = (await accounts.FindByIdAsync(me.Account.Id.ToString()))!;
        var name = Name?.Trim() ?? "";
        made.Passkey.Name = name[..Math.Min(name.Length, 50)];
        await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey);
        await record.Account(me.Actor, "access.passkeyAdded", account.Id, null, cancel);
        TempData["Flash"] = "通行密钥已添加，下次可以用它登录。";
        return RedirectToPage();
    }

    /// <summary>Whoever removes one has often lost it: whatever was signed in elsewhere ends too.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid passkey, CancellationToken cancel)
    {
        ModelState.Clear();
        if (Me is not { } me)
        {
            return NotFound();
        }

        if (await Proven(me, cancel) is not { } account)
        {
            ModelState.AddModelError(nameof(Password), WrongPassword);
            return await Show(cancel);
        }

        if (
            await db.Passkeys.SingleOrDefaultAsync(p => p.Id == passkey && p.AccountId == account.Id, cancel) is
            { } mine
        )
        {
            await accounts.RemovePasskeyAsync(account, mine.CredentialId);
            await accounts.UpdateSecurityStampAsync(account);
            await signIn.SignInAsync(account, isPersistent: false);
            await record.Account(me.Actor, "access.passkeyRemoved", account.Id, null, cancel);
        }

        TempData["Flash"] = "通行密钥已移除，其他地方的登录也已结束。";
        return RedirectToPage();
    }

    private async Task<Account?> Proven(AskingUser me, CancellationToken cancel)
    {
        var account = (await accounts.FindByIdAsync(me.Account.Id.ToString()))!;
        if ((await signIn.CheckPasswordSignInAsync(account, Password ?? "", lockoutOnFailure: true)).Succeeded)
        {
            return account;
        }

        await record.Denied(me.Actor, Here, "wrongPassword", cancel);
        return null;
    }

    private async Task<PasskeyAttestationResult?> Attest(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge was given to this browser, or it is used up.
            return null;
        }
    }

    private static ContentResult Refuse(string why) =>
        new()
        {
            Content = why,
            ContentType = "text/plain; charset=utf-8",
            StatusCode = StatusCodes.Status400BadRequest,
        };

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        if (Me is not { } me)
        {
            return NotFound();
        }

        var mine = db.Passkeys.AsNoTracking().Where(p => p.AccountId == me.Account.Id);
        Passkeys = await mine.OrderBy(p => p.Id).ToListAsync(cancel);
        Password = null;
        return Page();
    }
}
