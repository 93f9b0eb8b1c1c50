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
    public int People { get; private set; }

    public Page<UnassignedVillage> Villages { get; private set; } = new([], 1, Page<UnassignedVillage>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p, size, cancel);
    }

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

        await Load(null, null, cancel);
        return Page();
    }

    /// <summary>Those who work in the village first, then in its township; those of the county when there are none.</summary>
    public IReadOnlyList<VisitorChoice> For(Division village)
    {
        var near = Choices.Where(c => Places[c.DivisionId].Division.TownshipId == village.TownshipId).ToList();
        return near.Count > 0
            ? [.. near.OrderBy(c => c.DivisionId != village.Id)]
            : [.. Choices.Where(c => Places[c.DivisionId].Division.CountyId == village.CountyId)];
    }

    private async Task Load(int? p, int? size, CancellationToken cancel)
    {
        var all = await unassigned.Villages(user.Scope, cancel);
        People = all.Sum(v => v.People);
        var take = Page<UnassignedVillage>.SizeFrom(size);
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (all.Count + take - 1) / take));
        Villages = new Page<UnassignedVillage>([.. all.Skip((number - 1) * take).Take(take)], number, take, all.Count);
        var places = await divisions.Named(Villages.Items.Select(v => v.DivisionId), cancel);
        var counties = places.Values.Select(place => place.Division.CountyId).OfType<int>().Distinct().ToList();
        Choices = await choices.In(user.Scope, counties, cancel);
        Places = await divisions.Named(places.Keys.Concat(Choices.Select(c => c.DivisionId)), cancel);
    }
}
