using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>
/// Where ASP.NET Core Identity finds accounts: no claims, logins or roles, for what somebody may stands in dated grants. The key of the second factor is
/// sealed on its way in.
/// </summary>
public sealed class AccountStore(TanfangDb db, WriteGate gate, Vault vault, TimeProvider clock)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserLockoutStore<Account>,
        IUserTwoFactorStore<Account>,
        IUserAuthenticatorKeyStore<Account>,
        IUserPasskeyStore<Account>
{
    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        Save(() => db.Accounts.Add(user), cancellationToken);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        Save(() => { }, cancellationToken);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("an account is locked, not deleted: what it did stays its own");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.UserName = userName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedUserName = normalizedName);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockoutEnd = lockoutEnd);

    /// <summary>In the store itself: of many guesses at the same moment each one counts.</summary>
    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        var mine = db.Accounts.Where(a => a.Id == user.Id);
        user.AccessFailedCount = await gate.Write(
            db,
            async () =>
            {
                await mine.ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1),
                    cancellationToken
                );
                return await mine.Select(a => a.AccessFailedCount).SingleAsync(cancellationToken);
            },
            cancellationToken
        );
        // It stands there already; written once more it could take a later one back.
        db.Entry(user).Property(a => a.AccessFailedCount).OriginalValue = user.AccessFailedCount;
        return user.AccessFailedCount;
    }

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Set(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnabled);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.LockoutEnabled = enabled);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.TwoFactorEnabled = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        Set(() => user.SecondFactorKey = vault.StoreSeal.Close(Place(user), System.Text.Encoding.ASCII.GetBytes(key)));

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(
            user.SecondFactorKey is { } box
                ? System.Text.Encoding.ASCII.GetString(vault.StoreSeal.Open(Place(user), box))
                : null
        );

    /// <summary>Tracked; saved with the account. One that is known has just been used.</summary>
    public async Task AddOrUpdatePasskeyAsync(
        Account user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        if (await Of(user, passkey.CredentialId).SingleOrDefaultAsync(cancellationToken) is { } known)
        {
            (known.SignCount, known.IsBackedUp) = (passkey.SignCount, passkey.IsBackedUp);
            known.LastUsedAt = clock.Now();
            return;
        }

        db.Passkeys.Add(
            new Passkey
            {
                Id = Guid.CreateVersion7(clock.Now()),
                AccountId = user.Id,
                CredentialId = passkey.CredentialId,
                PublicKey = passkey.PublicKey,
                Name = passkey.Name!,
                AddedAt = clock.Now(),
                SignCount = passkey.SignCount,
                IsBackupEligible = passkey.IsBackupEligible,
                IsBackedUp = passkey.IsBackedUp,
            }
        );
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        var all = db.Passkeys.AsNoTracking().Where(p => p.AccountId == user.Id);
        return [.. (await all.OrderBy(p => p.Id).ToListAsync(cancellationToken)).Select(p => p.ToInfo())];
    }

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(
            a => db.Passkeys.Any(p => p.AccountId == a.Id && p.CredentialId == credentialId),
            cancellationToken
        );

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Account user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => (await Of(user, credentialId).AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.ToInfo();

    /// <summary>Tracked; saved with the account.</summary>
    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        db.Passkeys.RemoveRange(await Of(user, credentialId).ToListAsync(cancellationToken));

    public void Dispose() { }

    private IQueryable<Passkey> Of(Account user, byte[] credentialId) =>
        db.Passkeys.Where(p => p.AccountId == user.Id && p.CredentialId == credentialId);

    private static string Place(Account user) => $"accounts/second_factor_key/{user.Id:N}";

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }

    private Task<IdentityResult> Save(Action change, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                change();
                await db.SaveChangesAsync(cancel);
                return IdentityResult.Success;
            },
            cancel
        );
}
