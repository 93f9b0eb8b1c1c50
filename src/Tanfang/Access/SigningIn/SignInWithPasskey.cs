using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Tanfang.Access.SigningIn;

/// <summary>
/// 用通行密钥登录: the device proves that it has the key and that its owner opened it, which are two factors in one; no password and no code are asked for then. Whoever is
/// locked stays outside.
/// </summary>
public sealed class SignInWithPasskey(SignInManager<Account> signIn, UserManager<Account> accounts, RecordAccess record)
{
    /// <summary>What the browser hands to the device: a challenge, good once, remembered in a cookie of this browser.</summary>
    public Task<string> Options() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <param name="credential">As the browser gave it.</param>
    /// <returns>Whether they are in; every refusal is written down.</returns>
    public async Task<bool> Run(string? credential, CancellationToken cancel)
    {
        if (await Assert(credential) is not { Succeeded: true } proven)
        {
            await record.Denied(null, "/signin", "wrongPasskey", cancel);
            return false;
        }

        var account = proven.User;
        if (await accounts.IsLockedOutAsync(account))
        {
            await record.Denied(SignInPage.ActorOf(account), "/signin", "locked", cancel);
            return false;
        }

        await accounts.AddOrUpdatePasskeyAsync(account, proven.Passkey);
        await accounts.ResetAccessFailedCountAsync(account);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new Claim(SessionClaims.By, "passkey")]);
        await record.Account(SignInPage.ActorOf(account), "access.signedIn", account.Id, "passkey", cancel);
        return true;
    }

    private async Task<PasskeyAssertionResult<Account>?> Assert(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge was asked for in this browser, or it is used up.
            return null;
        }
    }
}
