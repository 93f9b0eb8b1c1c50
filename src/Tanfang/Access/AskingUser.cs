using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>An account with the grants that hold today.</summary>
/// <param name="Purpose">What an inspector reads for; null when nothing was said, or not any more.</param>
/// <param name="Device">The device by whose token it came; null for a session.</param>
public sealed record AskingUser(
    Account Account,
    IReadOnlyList<Grant> Grants,
    DateOnly On,
    StatedPurpose? Purpose,
    Guid? Device
)
{
    /// <summary>Those that hold at this moment.</summary>
    public IReadOnlyList<EmergencyAccess> Emergencies { get; init; } = [];

    /// <summary>The visitors who are away today and for whom this account's visitors stand in: their people are theirs to visit for that time.</summary>
    public IReadOnlyList<Guid> StandsInFor { get; init; } = [];

    public Right Rights => Grants.Aggregate(Right.None, (all, grant) => all | grant.Role.Rights());

    /// <summary>What has to be done before anything else; null when nothing.</summary>
    public string? FirstDo =>
        Device is not null || Account.IsDemo ? null
        : Account.MustChangePassword ? "/account/password"
        : !Account.TwoFactorEnabled && Grants.Any(g => g.Role.NeedsSecondFactor()) ? "/account/second-factor"
        : null;

    /// <summary>They may, once they have said what for: nothing but an inspector's grant lets them read people.</summary>
    public bool HasToSayWhy(Right right) => right == Right.People && Carrying(right).Count == 0;

    public Actor Actor => new(Account.Id.ToString("N"), Account.DisplayName);

    /// <summary>
    /// As whom a request is answered that asks for this right: only the grants that carry it count, so that a reader of a county who is an officer of one
    /// village sees the people of the village. Reading for an area shows people masked; work on a person shows whom it is about. An emergency adds its area to
    /// reading people and to nothing else.
    /// </summary>
    public CurrentUser For(Right right)
    {
        var carrying = Carrying(right);
        var visits = VisitorsAmong(carrying);
        var opened = right == Right.People ? Emergencies.Select(e => e.DivisionId) : [];
        var areas = carrying
            .Where(g => g.Role != Role.Visitor)
            .Select(g => g.DivisionId)
            .Concat(opened)
            .Distinct()
            .ToArray();
        IReadOnlyList<Guid> assigned = visits.Count == 0 ? [] : [.. visits, .. StandsInFor];
        return new CurrentUser(Actor, Scope.Of(areas) with { Assigned = new(assigned, On) })
        {
            Masks = areas.Length > 0,
            AtWork = right != Right.People,
        };
    }

    /// <summary>As whom these grants let somebody visit.</summary>
    internal static List<Guid> VisitorsAmong(IEnumerable<Grant> grants) =>
        [.. grants.Where(g => g.Role == Role.Visitor).Select(g => g.VisitorId).OfType<Guid>()];

    /// <summary>An inspector's grant carries nothing about people before its purpose was said.</summary>
    private List<Grant> Carrying(Right right) =>
        [
            .. Grants.Where(g =>
                g.Role.Rights().HasFlag(right)
                && (g.Role != Role.Inspector || right != Right.People || Purpose is not null)
            ),
        ];
}

/// <param name="Actor">The person of its account.</param>
/// <param name="Holds">Whether its token lets it in.</param>
public sealed record KnownDevice(Actor Actor, bool Holds);

/// <summary>Finds who asks, anew for every request: what was taken away is gone with the next one.</summary>
public sealed class FindAskingUser(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    /// <param name="stamp">Of the session; another one than the account's means that it was ended everywhere.</param>
    public async Task<AskingUser?> BySession(Guid id, string? stamp, CancellationToken cancel)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        return account is not null && account.SecurityStamp == stamp ? await With(account, null, cancel) : null;
    }

    public async Task<AskingUser?> ByToken(string token, CancellationToken cancel)
    {
        var hash = DeviceToken.HashOf(token);
        var found = await db.DeviceTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancel);
        var now = clock.Now();
        if (found?.HoldsAt(now) != true)
        {
            return null;
        }

        await Hear(found, now, cancel);

        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == found.AccountId, cancel);
        return await With(account, found.Id, cancel);
    }

    /// <summary>Whose device it is or was, whether or not it may still come in; null when no token of ours.</summary>
    public async Task<KnownDevice?> Device(string token, CancellationToken cancel)
    {
        var hash = DeviceToken.HashOf(token);
        var found = await (
            from device in db.DeviceTokens.AsNoTracking()
            join account in db.Accounts.AsNoTracking() on device.AccountId equals account.Id
            where device.Hash == hash
            select new { device, account }
        ).SingleOrDefaultAsync(cancel);
        return found is null
            ? null
            : new KnownDevice(
                new Actor(found.account.Id.ToString("N"), found.account.DisplayName),
                found.device.HoldsAt(clock.Now()) && !found.account.IsClosed
            );
    }

    /// <summary>A statement of its own before anything else is read: no request's transaction waits for it, and most requests do not do it.</summary>
    private Task Hear(DeviceToken device, DateTimeOffset now, CancellationToken cancel) =>
        now - device.HeardAt < DeviceToken.HeardEvery
            ? Task.CompletedTask
            : gate.Write(
                db,
                () =>
                    db
                        .DeviceTokens.Where(t => t.Id == device.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastHeardAt, now), cancel),
                cancel
            );

    private async Task<AskingUser?> With(Account account, Guid? device, CancellationToken cancel)
    {
        if (account.IsClosed)
        {
            return null;
        }

        var now = clock.Now();
        var today = clock.Today();
        var grants = await db.Grants.AsNoTracking().Where(g => g.AccountId == account.Id).ToListAsync(cancel);
        var holding = grants.Where(g => g.HoldsOn(today)).ToList();
        var purpose = holding.Exists(g => g.Role == Role.Inspector)
            ? await db
                .StatedPurposes.AsNoTracking()
                .Where(p => p.AccountId == account.Id && p.Until > now)
                .OrderByDescending(p => p.Id)
                .FirstOrDefaultAsync(cancel)
            : null;
        var emergencies = await db
            .EmergencyAccesses.AsNoTracking()
            .Where(e => e.AccountId == account.Id && e.Until > now)
            .ToListAsync(cancel);
        return new AskingUser(account, holding, today, purpose, device)
        {
            Emergencies = [.. emergencies.Where(e => e.HoldsAt(now))],
            StandsInFor = await StandsInFor(AskingUser.VisitorsAmong(holding), today, cancel),
        };
    }

    private async Task<IReadOnlyList<Guid>> StandsInFor(List<Guid> visitors, DateOnly on, CancellationToken cancel) =>
        visitors.Count == 0
            ? []
            : await db
                .Leaves.Where(l => visitors.Contains(l.StandInId) && l.From <= on && l.Until > on)
                .Select(l => l.VisitorId)
                .ToListAsync(cancel);
}
