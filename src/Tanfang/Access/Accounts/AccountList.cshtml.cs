using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>/accounts: who signs in, as what, and whether they have done what comes first.</summary>
public sealed class AccountList(TanfangDb db, DivisionLookup divisions, CurrentUser user, TimeProvider clock)
    : PageModel
{
    public sealed record Row(Account Account, string Organisation, IReadOnlyList<Grant> Grants, bool Locked);

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        var (number, length) = (Math.Max(1, p ?? 1), Page<Row>.SizeFrom(size));
        var mine = db.AccountsOf(user.Scope).AsNoTracking();
        var total = await mine.CountAsync(cancel);
        var found = await mine.OrderBy(a => a.NormalizedUserName)
            .Skip((number - 1) * length)
            .Take(length)
            .Select(a => new { Account = a, Organisation = db.Organisations.First(o => o.Id == a.OrganisationId).Name })
            .ToListAsync(cancel);
        var (ids, today, now) = (found.Select(f => f.Account.Id).ToList(), clock.Today(), clock.Now());
        var grants = (await db.Grants.AsNoTracking().Where(g => ids.Contains(g.AccountId)).ToListAsync(cancel))
            .Where(g => g.HoldsOn(today))
            .ToLookup(g => g.AccountId);
        Places = await divisions.Named(grants.SelectMany(g => g).Select(g => g.DivisionId), cancel);
        Rows = new(
            [
                .. found.Select(f => new Row(
                    f.Account,
                    f.Organisation,
                    [.. grants[f.Account.Id]],
                    f.Account.LockoutEnd > now
                )),
            ],
            number,
            length,
            total
        );
    }
}
