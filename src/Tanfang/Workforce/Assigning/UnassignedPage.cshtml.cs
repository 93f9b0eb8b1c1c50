using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Assigning;

/// <summary>/elders/unassigned: villages whose people have nobody, each settled with one choice.</summary>
public sealed class UnassignedPage(
    UnassignedElders unassigned,
    AssignResponsible assign,
    VisitorChoices choices,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public IReadOnlyList<UnassignedVillage> Villages { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(int village, Guid? visitor, DateOnly? from, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await assign.Village(user.Scope, user.Actor, village, visitor, from, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"已为 {result.Value} 位老人确定责任人。";
            return Redirect("/elders/unassigned");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        await Load(cancel);
        return Page();
    }

    /// <summary>Those who work in the village first, then in its township, then in the county.</summary>
    public IEnumerable<VisitorChoice> For(Division village) =>
        Choices
            .Where(c => village.CountyId == Places[c.DivisionId].Division.CountyId)
            .OrderBy(c =>
                c.DivisionId == village.Id ? 0
                : c.DivisionId == village.TownshipId ? 1
                : 2
            );

    private async Task Load(CancellationToken cancel)
    {
        Villages = await unassigned.Villages(user.Scope, cancel);
        var places = await divisions.Named(Villages.Select(v => v.DivisionId), cancel);
        var counties = places.Values.Select(p => p.Division.CountyId).OfType<int>().Distinct().ToList();
        Choices = await choices.In(user.Scope, counties, cancel);
        Places = await divisions.Named(places.Keys.Concat(Choices.Select(c => c.DivisionId)), cancel);
    }
}
