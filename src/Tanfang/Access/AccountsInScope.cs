using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>The accounts whose organisation lies in the scope of whoever asks.</summary>
public static class AccountsInScope
{
    public static IQueryable<Account> AccountsOf(this TanfangDb db, Scope scope)
    {
        var places = db.Divisions.Within(scope);
        return db.Accounts.Where(a =>
            db.Organisations.Any(o => o.Id == a.OrganisationId && places.Any(d => d.Id == o.DivisionId))
        );
    }
}
