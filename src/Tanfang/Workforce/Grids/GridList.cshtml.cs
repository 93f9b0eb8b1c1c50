using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>/grids: the grids of today with their workers and people, and who is in none.</summary>
public sealed class GridList(
    TanfangDb db,
    GridsOfDay grids,
    AddGrid add,
    PickDivision pick,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public sealed record Row(Guid Id, string Name, int DivisionId, string? Worker, int People);

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Everybody { get; set; }

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "村（社区）");

    public int Unplaced { get; private set; }

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p, size, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with { Text = picked.Chosen?.Path ?? Division, Choices = picked.Choices };
        if (picked.Choices.Count > 0)
        {
            ModelState.AddModelError(nameof(Division), picked.Problem);
        }
        else
        {
            var place = picked.Chosen?.Division.Id ?? 0;
            var result = await add.Run(user.Scope, user.Actor, place, Name, Everybody, cancel);
            if (result.Succeeded)
            {
                TempData["Flash"] = "网格已增加。";
                return Redirect($"/grids/{result.Value}");
            }

            foreach (var refusal in result.Refusals)
            {
                ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
            }
        }

        await Load(null, null, cancel);
        return Page();
    }

    private async Task Load(int? p, int? size, CancellationToken cancel)
    {
        var today = clock.Today();
        Unplaced = await grids.Unplaced(user.Scope, today).CountAsync(cancel);
        var all = grids.Grids(user.Scope, today);
        var (total, take) = (await all.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var (places, people, workers) = (
            grids.Places(today),
            grids.Registered(user.Scope, today),
            grids.Workers(today)
        );
        var items = await all.Join(db.Divisions, g => g.DivisionId, d => d.Id, (g, d) => new { g, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.g.Name)
            .ThenBy(x => x.g.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .Select(x => new Row(
                x.g.Id,
                x.g.Name,
                x.g.DivisionId,
                workers
                    .Where(w => w.GridId == x.g.Id)
                    .Join(db.Visitors, w => w.VisitorId, v => v.Id, (w, v) => v.Name)
                    .FirstOrDefault(),
                people.Count(e =>
                    e.HomeId == x.g.DivisionId && places.Any(r => r.ElderId == e.Id && r.GridId == x.g.Id)
                )
            ))
            .ToListAsync(cancel);
        Rows = new Page<Row>(items, number, take, total);
        Places = await divisions.Named(items.Select(r => r.DivisionId), cancel);
    }
}
