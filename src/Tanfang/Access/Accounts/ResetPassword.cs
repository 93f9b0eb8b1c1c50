using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>
/// Recovery: an administrator gives a new password for one sign-in, in the presence of a witness who types the own one. The second factor is
/// taken away too when the phone is gone; it has to be set up again first. What was signed in by then, devices and passkeys too, is so no more.
/// </summary>
public sealed class ResetPassword(
    TanfangDb db,
    WriteGate gate,
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    IPasswordHasher<Account> passwords,
    RecordAccess record,
    TimeProvider clock
)
{
    public async Task<Result<string>> Run(
        Guid account,
        string? witness,
        string? witnessPassword,
        bool secondFactorToo,
        Scope scope,
        Actor actor,
        CancellationToken cancel
    )
    {
        // A wrong one counts against the witness, as at the door; who is no third person is refused before anything is tried.
        async Task<bool> Proves(Account seen) =>
            (await signIn.CheckPasswordSignInAsync(seen, witnessPassword ?? "", lockoutOnFailure: true)).Succeeded;

        var seen = await accounts.FindByNameAsync(witness?.Trim() ?? "");
        if (seen is null || seen.Id == account || seen.Id.ToString("N") == actor.Id || !await Proves(seen))
        {
            await record.Denied(actor, "/accounts/{id:guid}", "witness", cancel);
            return new Refusal(
                "account.witness",
                "见证人的登录名或密码不对，或不是第三个人",
                "请另一位有账号的同事亲自输入",
                "Witness"
            );
        }

        return await gate.Write(
            db,
            async () =>
            {
                if (await db.AccountsOf(scope).SingleOrDefaultAsync(a => a.Id == account, cancel) is not { } found)
                {
                    return new Refusal("account.unknown", "没有这个账号，或它不在您的范围内", "请返回账号列表");
                }

                var password = CreateAccount.MakePassword();
                found.PasswordHash = passwords.HashPassword(found, password);
                (found.MustChangePassword, found.LockoutEnd, found.AccessFailedCount) = (true, null, 0);
                found.SecurityStamp = Guid.NewGuid().ToString("N");
                if (secondFactorToo)
                {
                    (found.TwoFactorEnabled, found.SecondFactorKey) = (false, null);
                }

                // Whoever has the old password may have signed a device in, or put a key of their own beside it.
                var now = clock.Now();
                await db
                    .DeviceTokens.Where(t => t.AccountId == account && t.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancel);
                await db.Passkeys.Where(p => p.AccountId == account).ExecuteDeleteAsync(cancel);
                db.Changes.Add(
                    ChangeEntry.Of(
                        actor,
                        clock,
                        "account.passwordReset",
                        account.ToString("N"),
                        $"witness={seen.Id:N} secondFactor={secondFactorToo}"
                    )
                );
                await db.SaveChangesAsync(cancel);
                return (Result<string>)password;
            },
            cancel
        );
    }
}
