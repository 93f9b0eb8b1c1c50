using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>A new account with its first grant.</summary>
/// <param name="Password">Null: one is made, shown once and changed at the first sign-in.</param>
/// <param name="VisitorId">Of a visitor: who that is among the 探访人员.</param>
/// <param name="IsDemo">One of a demo's; any other ends those.</param>
public sealed record NewAccount(
    string? UserName,
    string? DisplayName,
    string? Organisation,
    OrganisationKind Kind,
    Role Role,
    int DivisionId,
    string? Password = null,
    Guid? VisitorId = null,
    bool IsDemo = false
)
{
    internal AskedGrant Grant => new(Role, DivisionId, VisitorId);
}

/// <param name="Password">The one that was made; null when it was chosen.</param>
public sealed record CreatedAccount(Guid Id, string? Password);

/// <summary>Makes an account, its organisation when that is new, and its first grant: in one save.</summary>
public sealed class CreateAccount(
    TanfangDb db,
    WriteGate gate,
    IPasswordHasher<Account> passwords,
    ILookupNormalizer names,
    TimeProvider clock
)
{
    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <param name="first">Only while there is none: whoever comes second is refused.</param>
    public Task<Result<CreatedAccount>> Run(
        NewAccount asked,
        Scope scope,
        Actor actor,
        CancellationToken cancel,
        bool first = false
    ) => gate.Write(db, () => Within(asked, scope, actor, first, cancel), cancel);

    /// <summary>Twelve letters and digits that nobody confuses: 59 bits, for one sign-in.</summary>
    public static string MakePassword() => RandomNumberGenerator.GetString(Readable, 12);

    private async Task<Result<CreatedAccount>> Within(
        NewAccount asked,
        Scope scope,
        Actor actor,
        bool first,
        CancellationToken cancel
    )
    {
        if (first && await db.Accounts.AnyAsync(a => !a.IsDemo, cancel))
        {
            return new Refusal("account.notFirst", "已经有账号了", "请登录；忘记密码请找管理员");
        }

        var home = await asked.Grant.Check(db, scope, clock.Today(), cancel);
        var refusals = Refuse(asked).Concat(home.Refusals).ToList();
        var normal = names.NormalizeName(asked.UserName?.Trim() ?? "");
        if (refusals.Count == 0 && await db.Accounts.AnyAsync(a => a.NormalizedUserName == normal, cancel))
        {
            refusals.Add(new("account.taken", "这个登录名已有人用", "请换一个", "UserName"));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var made = asked.Password is null ? MakePassword() : null;
        var account = new Account
        {
            Id = Guid.CreateVersion7(clock.Now()),
            UserName = asked.UserName!.Trim(),
            NormalizedUserName = normal,
            DisplayName = asked.DisplayName!.Trim(),
            OrganisationId = await Organisation(asked, cancel),
            CreatedAt = clock.Now(),
            LockoutEnabled = true,
            IsDemo = asked.IsDemo,
            MustChangePassword = made is not null,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        account.PasswordHash = passwords.HashPassword(account, asked.Password ?? made!);
        db.Accounts.Add(account);
        db.Grants.Add(asked.Grant.For(account.Id, actor, clock));
        db.Changes.Add(
            ChangeEntry.Of(actor, clock, "account.created", account.Id.ToString("N"), $"{asked.Role}/{home.Value.Code}")
        );
        await db.SaveChangesAsync(cancel);
        if (!asked.IsDemo)
        {
            // Their password is known to everybody.
            await db
                .Accounts.Where(a => a.IsDemo)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.LockoutEnd, Account.ForEver), cancel);
        }

        return new CreatedAccount(account.Id, made);
    }

    private static IEnumerable<Refusal> Refuse(NewAccount asked)
    {
        var name = asked.UserName?.Trim() ?? "";
        if (name.Length is < 2 or > 40 || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_')))
        {
            yield return new("account.name", "登录名应为 2 到 40 个字母、数字或汉字", "请改登录名", "UserName");
        }

        if (asked.DisplayName?.Trim().Length is null or 0 or > 50)
        {
            yield return new("account.displayName", "没有写姓名，或超过 50 个字", "请填写姓名", "DisplayName");
        }

        if (asked.Organisation?.Trim().Length is null or 0 or > 80)
        {
            yield return new("account.organisation", "没有写机构，或超过 80 个字", "请填写机构名称", "Organisation");
        }

        if (asked.Password is { } chosen && PasswordRules.Refuse(chosen, name) is { } refusal)
        {
            yield return refusal;
        }
    }

    private async Task<Guid> Organisation(NewAccount asked, CancellationToken cancel)
    {
        var name = asked.Organisation!.Trim();
        var known = await db.Organisations.SingleOrDefaultAsync(
            o => o.DivisionId == asked.DivisionId && o.Name == name,
            cancel
        );
        if (known is null)
        {
            known = new Organisation
            {
                Id = Guid.CreateVersion7(clock.Now()),
                Name = name,
                Kind = asked.Kind,
                DivisionId = asked.DivisionId,
            };
            db.Organisations.Add(known);
        }

        return known.Id;
    }
}
