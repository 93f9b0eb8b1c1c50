using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Audit.Searching;

/// <param name="Actor">Id of who did it; null = anybody.</param>
/// <param name="Elder">About this elder, whoever did it; null = acts by the accounts of the area.</param>
/// <param name="Kind">A key of <see cref="ActionWords.Kinds"/>; null = all.</param>
/// <param name="From">China day, inclusive.</param>
/// <param name="To">China day, inclusive.</param>
public sealed record AuditQuestion(
    string? Actor,
    Guid? Elder,
    string? Kind,
    DateOnly From,
    DateOnly To,
    bool DeniedOnly,
    bool OfAccounts
);

/// <param name="About">Whom or what it was about, when the reader may know it.</param>
/// <param name="Url">Where that is; null = nowhere.</param>
public sealed record AuditLine(
    DateTimeOffset At,
    string ActorId,
    string Actor,
    string What,
    string? About,
    string? Url,
    string? Detail
);

/// <summary>
/// The trail within a scope: what the accounts of the area did, or, of one elder of the area, what anybody did. Whoever administers accounts sees acts
/// about accounts and no others.
/// </summary>
public sealed class FindAudit(TanfangDb db, ActorNames names)
{
    public async Task<Page<AuditLine>> Run(
        AuditQuestion asked,
        Scope scope,
        int number,
        int size,
        CancellationToken cancel
    )
    {
        var (from, until) = (ChinaTime.StartOf(asked.From), ChinaTime.StartOf(asked.To.AddDays(1)));
        var rows = db.Changes.AsNoTracking().Where(c => c.At >= from && c.At < until);
        rows = await Reachable(rows, asked, scope, cancel);
        if (asked.Actor is { } actor)
        {
            rows = rows.Where(c => c.ActorId == actor);
        }

        if (ActionWords.Kinds.FirstOrDefault(k => k.Key == asked.Kind).Prefixes is { } prefixes)
        {
            rows = rows.Where(c => prefixes.Any(p => EF.Functions.Like(c.Action, p + "%")));
        }

        if (asked.DeniedOnly)
        {
            rows = rows.Where(c => c.Action == AuditActions.Denied || c.Action == AuditActions.OutOfReach);
        }

        var total = await rows.CountAsync(cancel);
        var found = await rows.OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Skip((number - 1) * size)
            .Take(size)
            .ToListAsync(cancel);
        return new(await Told(found, asked.OfAccounts, scope, cancel), number, size, total);
    }

    /// <summary>The accounts of the area, for the filter: of its organisations, and whoever held a grant in it.</summary>
    public async Task<IReadOnlyList<Account>> Actors(Scope scope, CancellationToken cancel)
    {
        var (places, own) = (db.Divisions.Within(scope), db.AccountsOf(scope).Select(a => a.Id));
        return await db
            .Accounts.AsNoTracking()
            .Where(a =>
                own.Contains(a.Id) || db.Grants.Any(g => g.AccountId == a.Id && places.Any(d => d.Id == g.DivisionId))
            )
            .OrderBy(a => a.DisplayName)
            .ToListAsync(cancel);
    }

    private async Task<IQueryable<Shared.ChangeEntry>> Reachable(
        IQueryable<Shared.ChangeEntry> rows,
        AuditQuestion asked,
        Scope scope,
        CancellationToken cancel
    )
    {
        if (asked.OfAccounts)
        {
            var prefixes = ActionWords.OfAccounts;
            rows = rows.Where(c => prefixes.Any(p => EF.Functions.Like(c.Action, p + "%")));
        }
        else if (asked.Elder is { } elder)
        {
            var subject = elder.ToString("N");
            return await db.FilesOf(scope).AnyAsync(e => e.Id == elder, cancel)
                ? rows.Where(c => c.SubjectId == subject)
                : rows.Where(c => false);
        }

        if (scope.IsEverything)
        {
            return rows;
        }

        var actors = (await Actors(scope, cancel)).Select(a => a.Id.ToString("N")).ToList();
        string[] nobodys = [CurrentUser.Nobody.Actor.Id, Actor.Local.Id, Actor.System.Id];
        return asked.OfAccounts
            ? rows.Where(c => actors.Contains(c.ActorId) || actors.Contains(c.SubjectId) || nobodys.Contains(c.ActorId))
            : rows.Where(c => actors.Contains(c.ActorId));
    }

    private async Task<IReadOnlyList<AuditLine>> Told(
        List<Shared.ChangeEntry> rows,
        bool ofAccounts,
        Scope scope,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(r => Guid.TryParseExact(r.SubjectId, "N", out var id) ? id : Guid.Empty).ToList();
        var elders = ofAccounts
            ? []
            : await db.FilesOf(scope).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
        var accounts = await db
            .Accounts.Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel);
        var actors = await names.Of(rows.Select(r => r.ActorId), cancel);
        return
        [
            .. rows.Zip(
                ids,
                (row, id) =>
                {
                    var (about, url) =
                        elders.TryGetValue(id, out var elder) ? (Mask.Name(elder), $"/elders/{id}")
                        : accounts.TryGetValue(id, out var account) ? (account, null)
                        : (id == Guid.Empty ? EndpointWords.Of(row.SubjectId) : null, (string?)null);
                    return new AuditLine(
                        row.At,
                        row.ActorId,
                        actors[row.ActorId],
                        ActionWords.Of(row.Action),
                        about,
                        url,
                        row.Detail is null ? null : EndpointWords.Of(row.Detail)
                    );
                }
            ),
        ];
    }
}
