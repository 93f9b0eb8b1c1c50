using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>/grids/unplaced?village=: who is in no grid, village by village, and puts them into one.</summary>
public sealed class UnplacedPage(
    TanfangDb db,
    GridsOfDay grids,
    StaffGrid staff,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public sealed record Village(int Id, int People);

    public sealed record Person(Guid Id, string Name, DateOnly Born);

    public IReadOnlyList<Village> Villages { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    /// <summary>The village that is looked at; null = all.</summary>
    public NamedDivision? Place { get; private set; }

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<Grid> Offered { get; private set; } = [];

    public async Task OnGetAsync(int? village, CancellationToken cancel)
    {
        ModelState.Clear();
        await Load(village, cancel);
    }

    public async Task<IActionResult> OnPostAsync(int? village, Guid? grid, List<Guid> elders, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await staff.Place(user.Scope, user.Actor, grid ?? Guid.Empty, elders, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"{result.Value} 位老人已编入网格。";
            return Redirect("/grids/unplaced");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        await Load(village, cancel);
        return Page();
    }

    private async Task Load(int? village, CancellationToken cancel)
    {
        var unplaced = grids.Unplaced(user.Scope, clock.Today());
        var rows = await unplaced
            .GroupBy(e => e.HomeId)
            .Select(g => new { Id = g.Key, People = g.Count() })
            .Join(
                db.Divisions,
                g => g.Id,
                d => d.Id,
                (g, d) =>
                    new
                    {
                        g.Id,
                        g.People,
                        d.Code,
                    }
            )
            .OrderBy(g => g.Code)
            .ToListAsync(cancel);
        Villages = [.. rows.Select(r => new Village(r.Id, r.People))];
        Places = await divisions.Named(Villages.Select(v => v.Id), cancel);
        Place = village is { } asked ? Places.GetValueOrDefault(asked) : null;
        if (Place is { Division.Id: var id })
        {
            People = await unplaced
                .Where(e => e.HomeId == id)
                .OrderBy(e => e.PinyinKey)
                .ThenBy(e => e.Id)
                .Select(e => new Person(e.Id, e.Name, e.BirthDate))
                .ToListAsync(cancel);
            Offered = await grids
                .Grids(user.Scope, clock.Today())
                .AsNoTracking()
                .Where(g => g.DivisionId == id)
                .OrderBy(g => g.Name)
                .ToListAsync(cancel);
        }
    }
}
