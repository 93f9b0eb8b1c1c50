using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Screening.Following;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>/screenings/{id}/silent?area=: villages with nobody on the list; each says so, or finds somebody.</summary>
public sealed class SilentPage(ReadRound read, ReportWithout report, DivisionLookup divisions, CurrentUser user)
    : PageModel
{
    public RoundView View { get; private set; } = null!;

    public IReadOnlyList<Division> Silent { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task<IActionResult> OnGetAsync(Guid id, int? area, CancellationToken cancel) =>
        await Load(id, area, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, int? area, List<int> villages, CancellationToken cancel)
    {
        var result = await report.Run(user.Scope, user.Actor, id, villages, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"{result.Value} 个村（社区）已报告：没有特殊困难老年人。";
            return Redirect(Link.To($"/screenings/{id}/silent", ("area", area)));
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        return await Load(id, area, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, int? area, CancellationToken cancel)
    {
        if (await read.Run(user.Scope, id, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        var shown = area is { } within ? view.Below(within) : view.Villages;
        Silent = [.. shown.Where(v => v.Figures.Silent > 0).Select(v => v.Village)];
        Places = await divisions.Named(Silent.Select(v => v.TownshipId ?? v.Id), cancel);
        return true;
    }
}
