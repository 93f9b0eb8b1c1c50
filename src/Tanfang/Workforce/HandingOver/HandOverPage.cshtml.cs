using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.HandingOver;

/// <summary>/visitors/{id}/handover: first how many it would be, then it is done.</summary>
public sealed class HandOverPage(
    TanfangDb db,
    HandOver handOver,
    VisitorChoices choices,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public Guid? To { get; set; }

    /// <summary>Null = all of them.</summary>
    [BindProperty]
    public int? Village { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    /// <summary>What the preview said.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    public Visitor Visitor { get; private set; } = null!;

    public IReadOnlyList<(NamedDivision Place, int People)> Villages { get; private set; } = [];

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    /// <summary>How many would go; null before somebody asked.</summary>
    public int? Preview { get; private set; }

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        Day = Today;
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (Seen is null)
        {
            await Look(id, cancel);
            return Page();
        }

        var wish = new HandOverWish(id, To, Village, Day, Seen);
        var result = await handOver.Run(user.Scope, user.Actor, wish, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"已移交 {result.Value} 位老人。";
            return Redirect($"/visitors/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    /// <summary>To whom, in words.</summary>
    public string ToWhom => Choices.FirstOrDefault(c => c.Id == To)?.Label ?? "";

    private async Task Look(Guid id, CancellationToken cancel)
    {
        if (Choices.All(c => c.Id != To))
        {
            ModelState.AddModelError(nameof(To), "没有选接手的人。请从名单中选择");
            return;
        }

        if (Day is not { } day)
        {
            ModelState.AddModelError(nameof(Day), "没有填日期。请填写从哪一天起");
            return;
        }

        Preview = await handOver.PeopleOf(user.Scope, id, Village, day).CountAsync(cancel);
        ModelState.Remove(nameof(Seen));
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (
            await db.VisitorsOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancel)
            is not { } found
        )
        {
            return false;
        }

        Visitor = found;
        var counts = await handOver
            .PeopleOf(user.Scope, id, null, Today)
            .GroupBy(e => e.HomeId)
            .Select(g => new { Home = g.Key, People = g.Count() })
            .ToListAsync(cancel);
        var places = await divisions.Named(counts.Select(c => c.Home).Append(found.DivisionId), cancel);
        Villages =
        [
            .. counts
                .OrderBy(c => places[c.Home].Division.Code, StringComparer.Ordinal)
                .Select(c => (places[c.Home], c.People)),
        ];
        var works = places[found.DivisionId].Division;
        var near = await choices.In(user.Scope, [works.CountyId ?? 0], cancel);
        Choices = [.. near.Where(c => c.Id != id).OrderBy(c => c.DivisionId != works.Id)];
        return true;
    }
}
