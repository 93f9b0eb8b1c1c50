using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>Gives and ends grants, locks accounts, revokes devices and passkeys: each at once, for every request asks anew.</summary>
public sealed class ChangeGrants(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public Task<Result<Guid>> Give(
        Guid account,
        AskedGrant asked,
        Scope scope,
        Actor actor,
        CancellationToken cancel
    ) =>
        gate.Write(
            db,
            async () =>
            {
                if (!await db.AccountsOf(scope).AnyAsync(a => a.Id == account, cancel))
                {
                    return Unknown;
                }

                if (account.ToString("N") == actor.Id)
                {
                    return new Refusal("grant.own", "不能给自己授权", "请另一位管理员来做");
                }

                var home = await asked.Check(db, scope, clock.Today(), cancel);
                if (!home.Succeeded)
                {
                    return home.Refusals[0];
                }

                var grant = asked.For(account, actor, clock);
                db.Grants.Add(grant);
                db.Changes.Add(
                    ChangeEntry.Of(
                        actor,
                        clock,
                        "grant.given",
                        account.ToString("N"),
                        $"{asked.Role}/{home.Value.Code}"
                    )
                );
                await db.SaveChangesAsync(cancel);
                return (Result<Guid>)grant.Id;
            },
            cancel
        );

    public Task<Result<Guid>> End(Guid account, Guid grant, Scope scope, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var found = await db.Grants.SingleOrDefaultAsync(g => g.Id == grant && g.AccountId == account, cancel);
                if (found is null || !await db.AccountsOf(scope).AnyAsync(a => a.Id == account, cancel))
                {
                    return Unknown;
                }

                (found.EndedAt, found.EndedBy) = (clock.Now(), actor.Id);
                db.Changes.Add(
                    ChangeEntry.Of(actor, clock, "grant.ended", account.ToString("N"), found.Role.ToString())
                );
                await db.SaveChangesAsync(cancel);
                return (Result<Guid>)grant;
            },
            cancel
        );

    /// <param name="locked">False opens it again.</param>
    public Task<Result<Guid>> Lock(Guid account, bool locked, Scope scope, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (await db.AccountsOf(scope).SingleOrDefaultAsync(a => a.Id == account, cancel) is not { } found)
                {
                    return Unknown;
                }

                (found.LockoutEnd, found.AccessFailedCount) = (locked ? Account.ForEver : null, 0);
                db.Changes.Add(
                    ChangeEntry.Of(actor, clock, locked ? "account.locked" : "account.opened", account.ToString("N"))
                );
                await db.SaveChangesAsync(cancel);
                return (Result<Guid>)account;
            },
            cancel
        );

    /// <param name="device">Null: all of the account.</param>
    public Task RevokeDevice(Guid account, Guid? device, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var now = clock.Now();
                await db
                    .DeviceTokens.Where(t => t.AccountId == account && t.RevokedAt == null)
                    .Where(t => device == null || t.Id == device)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancel);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "access.deviceRevoked", account.ToString("N")));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );

    public Task<Result<Guid>> RemovePasskeys(Guid account, Scope scope, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                if (!await db.AccountsOf(scope).AnyAsync(a => a.Id == account, cancel))
                {
                    return Unknown;
                }

                await db.Passkeys.Where(p => p.AccountId == account).ExecuteDeleteAsync(cancel);
                db.Changes.Add(ChangeEntry.Of(actor, clock, "access.passkeysRemoved", account.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return (Result<Guid>)account;
            },
            cancel
        );

    private static Refusal Unknown { get; } =
        new("account.unknown", "没有这个账号，或它不在您的范围内", "请返回账号列表");
}
