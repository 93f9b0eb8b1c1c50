using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Devices;

/// <summary>/devices?division=: whose devices have not been heard of, the longest first.</summary>
public sealed class DeviceList(
    TanfangDb db,
    SilentDevices silent,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <param name="OtherHeard">When another device of the same account was heard of last; null when there is none.</param>
    public sealed record Row(string Visitor, int DivisionId, DateTimeOffset Heard, DateTimeOffset? OtherHeard);

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public NamedDivision? Area { get; private set; }

    public async Task OnGetAsync(string? division, int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        var asked = string.IsNullOrWhiteSpace(division)
            ? null
            : await divisions.ByCode(division, clock.Today(), cancel);
        Area = asked is null ? null : (await divisions.Named([asked], cancel))[0];
        var devices = silent.Of(user.Scope, asked?.Id);
        var (total, take) = (await devices.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var shown = await devices
            .AsNoTracking()
            .OrderBy(t => t.LastHeardAt ?? t.IssuedAt)
            .ThenBy(t => t.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .ToListAsync(cancel);
        Rows = new Page<Row>(await RowsOf(shown, silent.Visitors(user.Scope, asked?.Id), cancel), number, take, total);
        Places = await divisions.Named(Rows.Items.Select(r => r.DivisionId), cancel);
    }

    private async Task<IReadOnlyList<Row>> RowsOf(
        List<DeviceToken> shown,
        IQueryable<Guid> visitors,
        CancellationToken cancel
    )
    {
        var accounts = shown.ConvertAll(t => t.AccountId);
        var today = clock.Today();
        var people = await db
            .Grants.Where(g => accounts.Contains(g.AccountId) && g.Role == Role.Visitor && g.EndedAt == null)
            .Where(g => g.From <= today && (g.Until == null || g.Until > today))
            .Where(g => visitors.Contains(g.VisitorId!.Value))
            .Join(
                db.Visitors,
                g => g.VisitorId,
                v => v.Id,
                (g, v) =>
                    new
                    {
                        g.AccountId,
                        v.Name,
                        v.DivisionId,
                    }
            )
            .ToListAsync(cancel);
        var others = await db
            .DeviceTokens.AsNoTracking()
            .Where(t => accounts.Contains(t.AccountId) && t.RevokedAt == null)
            .ToListAsync(cancel);
        return
        [
            .. shown.Select(t =>
            {
                var who = people.Where(v => v.AccountId == t.AccountId).OrderBy(v => v.Name, StringComparer.Ordinal);
                var other = others.Where(o => o.AccountId == t.AccountId && o.Id != t.Id);
                var first = who.First();
                return new Row(first.Name, first.DivisionId, t.HeardAt, other.Max(o => (DateTimeOffset?)o.HeardAt));
            }),
        ];
    }
}
