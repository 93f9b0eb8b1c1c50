using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>
/// Recovery: an administrator gives a new password for one sign-in, in the presence of a witness who types the own one. The second factor is
/// taken away too when the phone is gone; it has to be set up again first.
/// </summary>
public sealed class ResetPassword(
    TanfangDb db,
    WriteGate gate,
    UserManager<Account> accounts,
    IPasswordHasher<Account> passwords,
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
        var seen = await accounts.FindByNameAsync(witness?.Trim() ?? "");
        if (
            seen is null
            || seen.Id == account
            || seen.Id.ToString("N") == actor.Id
            || await accounts.IsLockedOutAsync(seen)
            || !await accounts.CheckPasswordAsync(seen, witnessPassword ?? "")
        )
        {
            if (seen is not null)
            {
                await accounts.AccessFailedAsync(seen);
            }

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
