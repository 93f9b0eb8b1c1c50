using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Screening.Listing;

/// <summary>/screenings/{id}/households?area=&amp;state=&amp;presence=: the households of a round; of one village with what only a village does.</summary>
public sealed class HouseholdList(
    TanfangDb db,
    FindHouseholds find,
    Newcomers newcomers,
    AddFound found,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public static IReadOnlyList<(string Key, string Word)> States { get; } =
    [("all", "全部"), ("open", "未答"), ("answered", "已答"), ("excused", "免答")];

    [BindProperty(SupportsGet = true)]
    public int? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Presence { get; set; }

    public ScreeningRound Round { get; private set; } = null!;

    public NamedDivision Place { get; private set; } = null!;

    public Page<HouseholdRow> Rows { get; private set; } = new([], 1, Page<HouseholdRow>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Villages { get; private set; } =
        new Dictionary<int, NamedDivision>();

    public bool IsVillage => Place.Division.Level == DivisionLevel.Village;

    /// <summary>People of the village who are on no list; only asked for one village.</summary>
    public int NotListed { get; private set; }

    public Guid NewId { get; } = Guid.CreateVersion7(clock.Now());

    public string? Words { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, p, size, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostFoundAsync(Guid id, Guid household, string? words, CancellationToken cancel)
    {
        ModelState.Clear();
        Words = words;
        var result = await found.Run(user.Scope, user.Actor, household, id, Area ?? 0, words, cancel);
        return result.Succeeded
            ? Redirect($"/screenings/households/{result.Value}")
            : await Show(id, result.Refusals, cancel);
    }

    public async Task<IActionResult> OnPostListAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await newcomers.List(user.Scope, user.Actor, id, Area ?? 0, cancel);
        if (!result.Succeeded)
        {
            return await Show(id, result.Refusals, cancel);
        }

        TempData["Flash"] = $"{result.Value} 位老人已列入名单。";
        return Redirect($"/screenings/{id}/households?area={Area}");
    }

    public string At(string state, string? presence, int page = 1) =>
        Link.To(
            $"/screenings/{Round.Id}/households",
            ("area", Area),
            ("state", state),
            ("presence", presence),
            ("p", page > 1 ? page : null),
            ("size", Rows.Size == Page<HouseholdRow>.DefaultSize ? null : Rows.Size)
        );

    private async Task<IActionResult> Show(Guid id, IEnumerable<Refusal> refusals, CancellationToken cancel)
    {
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return await Load(id, null, null, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, int? p, int? size, CancellationToken cancel)
    {
        var round = await db.RoundsOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (round is null || await divisions.Named(Area ?? round.DivisionId, cancel) is not { } place)
        {
            return false;
        }

        (Round, Place) = (round, place);
        Rows = await find.Run(user.Scope, id, new HouseholdFilter(Area, State, Presence, p, size), cancel);
        Villages = await divisions.Named(Rows.Items.Select(r => r.VillageId), cancel);
        NotListed =
            IsVillage && round.IsOpen ? await newcomers.In(user.Scope, id, place.Division.Id).CountAsync(cancel) : 0;
        return true;
    }
}
