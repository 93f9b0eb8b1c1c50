using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.SigningIn;

/// <summary>What a device sends to sign in.</summary>
public sealed record TokenRequest(string? UserName, string? Password, string? Code);

/// <param name="Token">Kept by the device alone.</param>
public sealed record TokenAnswer(string Token, DateTimeOffset Until);

/// <summary>POST /api/v1/tokens: a device signs in with name, password and, where one was set up, the second factor.</summary>
public sealed class IssueToken(
    SignInManager<Account> signIn,
    UserManager<Account> accounts,
    IPasswordHasher<Account> passwords,
    FindAskingUser find,
    TanfangDb db,
    WriteGate gate,
    RecordAccess record,
    TimeProvider clock
)
{
    public static async Task<IResult> Answer(TokenRequest asked, IssueToken issue, CancellationToken cancel)
    {
        var answer = await issue.Run(asked, cancel);
        return answer.Succeeded
            ? Results.Ok(answer.Value)
            : Problems.Of(answer.Refusals[0], StatusCodes.Status401Unauthorized);
    }

    public async Task<Result<TokenAnswer>> Run(TokenRequest asked, CancellationToken cancel)
    {
        var account = await accounts.FindByNameAsync(asked.UserName?.Trim() ?? "");
        if (account is null)
        {
            SignInPage.WorkAsForSomebody(passwords, asked.Password);
            return await Refuse(null, "unknownName", cancel);
        }

        var result = await signIn.CheckPasswordSignInAsync(account, asked.Password ?? "", lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return await Refuse(account, result.IsLockedOut ? "locked" : "wrongPassword", cancel);
        }

        if (account.TwoFactorEnabled && !await IsCode(account, asked.Code))
        {
            await accounts.AccessFailedAsync(account);
            return await Refuse(account, "wrongCode", cancel);
        }

        await accounts.ResetAccessFailedCountAsync(account);
        await accounts.UpdateAsync(account);
        var user = await find.BySession(account.Id, account.SecurityStamp, cancel);
        if (user?.FirstDo is not null)
        {
            return new Refusal("access.notReady", "要先在网页上改密码或设置验证器", "请在电脑上登录一次，按提示完成");
        }

        return await Make(account, cancel);
    }

    private async Task<TokenAnswer> Make(Account account, CancellationToken cancel)
    {
        var (token, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), clock.Now());
        var row = new DeviceToken
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Hash = DeviceToken.HashOf(token),
            IssuedAt = now,
            LastHeardAt = now,
        };
        await gate.Write(
            db,
            () =>
            {
                db.DeviceTokens.Add(row);
                db.Changes.Add(
                    ChangeEntry.Of(SignInPage.ActorOf(account), clock, "access.deviceSignedIn", row.Id.ToString("N"))
                );
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return new TokenAnswer(token, now + DeviceToken.Holds);
    }

    private Task<bool> IsCode(Account account, string? code) =>
        accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, CodePage.Digits(code));

    private async Task<Refusal> Refuse(Account? account, string why, CancellationToken cancel)
    {
        await record.Denied(account is null ? null : SignInPage.ActorOf(account), "/api/v1/tokens", why, cancel);
        return new Refusal(
            "access.wrong",
            "登录名、密码或验证码不对，或账号已锁定",
            "请核对后重试；连错五次要等 15 分钟"
        );
    }
}
