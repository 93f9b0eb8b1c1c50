using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce;

/// <summary>One visitor on offer.</summary>
public sealed record VisitorChoice(Guid Id, string Label, int DivisionId);

/// <summary>Who may be chosen for people of some counties: those who work there, the nearest first is the page's affair.</summary>
public sealed class VisitorChoices(TanfangDb db, DivisionLookup divisions)
{
    /// <summary>Those at work in these counties or directly above them, in administrative order.</summary>
    public async Task<IReadOnlyList<VisitorChoice>> In(
        Scope scope,
        IReadOnlyCollection<int> counties,
        CancellationToken cancel
    )
    {
        var rows = await db.VisitorsOf(scope)
            .Where(v => v.Until == null)
            .Join(
                db.Divisions,
                v => v.DivisionId,
                d => d.Id,
                (v, d) =>
                    new
                    {
                        v.Id,
                        v.Name,
                        Division = d,
                    }
            )
            .Where(x => counties.Contains(x.Division.CountyId ?? 0))
            .OrderBy(x => x.Division.Code)
            .ThenBy(x => x.Name)
            .ToListAsync(cancel);
        var named = await divisions.Named(rows.Select(r => r.Division.Id), cancel);
        return
        [
            .. rows.Select(r => new VisitorChoice(r.Id, $"{r.Name}（{Short(named[r.Division.Id])}）", r.Division.Id)),
        ];
    }

    /// <summary>Without province and city: everybody here knows them.</summary>
    private static string Short(NamedDivision place) => place.Division.Name;
}
