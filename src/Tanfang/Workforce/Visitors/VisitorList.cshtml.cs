using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Visitors;

/// <summary>/visitors: who visits where, and for how many people each is responsible today.</summary>
public sealed class VisitorList(
    TanfangDb db,
    KeepVisitors keep,
    PickDivision pick,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public sealed record Row(Guid Id, string Name, int DivisionId, DateOnly? Until, int People);

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "在哪里工作");

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public bool Ended { get; private set; }

    public DateOnly Today { get; } = clock.Today();

    public Task OnGetAsync(int? p, int? size, bool ended, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p, size, ended, cancel);
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
            var result = await keep.Add(user.Scope, user.Actor, Name, picked.Chosen?.Division.Id, cancel);
            if (result.Succeeded)
            {
                TempData["Flash"] = "探访人员已增加。";
                return Redirect("/visitors");
            }

            Show(result.Refusals);
        }

        await Load(null, null, ended: false, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid visitor, DateOnly? until, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await keep.End(user.Scope, user.Actor, visitor, until ?? Today, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = result.Value == 0 ? "已离岗。" : $"已离岗，{result.Value} 位老人需要重新确定责任人。";
            return Redirect(result.Value == 0 ? "/visitors" : "/elders/unassigned");
        }

        Show(result.Refusals);
        await Load(null, null, ended: false, cancel);
        return Page();
    }

    private void Show(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }
    }

    private async Task Load(int? p, int? size, bool ended, CancellationToken cancel)
    {
        Ended = ended;
        var visitors = db.VisitorsOf(user.Scope).Where(v => ended ? v.Until != null : v.Until == null);
        var (rows, take) = (await visitors.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (rows + take - 1) / take));
        var items = await visitors
            .Join(db.Divisions, v => v.DivisionId, d => d.Id, (v, d) => new { v, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.v.Name)
            .ThenBy(x => x.v.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .Select(x => new Row(
                x.v.Id,
                x.v.Name,
                x.v.DivisionId,
                x.v.Until,
                db.Responsibilities.Count(r =>
                    r.VisitorId == x.v.Id && r.From <= Today && (r.Until == null || r.Until > Today)
                )
            ))
            .ToListAsync(cancel);
        Rows = new Page<Row>(items, number, take, rows);
        Places = await divisions.Named(items.Select(r => r.DivisionId), cancel);
    }
}
