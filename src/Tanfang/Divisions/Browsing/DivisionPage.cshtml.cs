using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions.Merging;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Browsing;

/// <summary>/divisions/{id}: what lies above and below, how many people live there, and its end (撤并).</summary>
public sealed class DivisionPage(
    DivisionLookup lookup,
    PickDivision pick,
    MergeDivision merge,
    TanfangDb db,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public string? IntoChoice { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    public DateOnly Today { get; } = clock.Today();

    public Division Division { get; private set; } = null!;

    public IReadOnlyList<Division> Above { get; private set; } = [];

    public IReadOnlyList<Division> Below { get; private set; } = [];

    /// <summary>Where its people went, when it was withdrawn.</summary>
    public NamedDivision? Successor { get; private set; }

    /// <summary>Those in the register who live here or below, within the reader's scope.</summary>
    public int People { get; private set; }

    public DivisionPicker Picker { get; private set; } = new(nameof(Into), "并入");

    public bool CanEnd =>
        Division.Level >= DivisionLevel.Township && Division.ValidUntil is null && user.Scope.Covers(Division);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel) =>
        await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        var picked = await pick.Run(Into, IntoChoice, cancel);
        Picker = Picker with { Text = picked.Chosen?.Path ?? Into, Choices = picked.Choices };
        if (On is null)
        {
            ModelState.AddModelError(nameof(On), "请填写撤并日期");
        }

        if (picked.Chosen is null && !string.IsNullOrWhiteSpace(Into))
        {
            ModelState.AddModelError(nameof(Into), picked.Problem);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var merger = new MergeDivision.Merger(id, picked.Chosen?.Division.Id, On!.Value);
        var result = await merge.Run(user.Scope, user.Actor, merger, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = $"{Division.Name}已于 {On:yyyy-MM-dd} 撤销，{result.Value} 位老年人的居住地随之变更。";
            return Redirect($"/divisions/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(int id, CancellationToken cancel)
    {
        if (await lookup.ById(id, cancel) is not { } division)
        {
            return false;
        }

        Division = division;
        Above = await lookup.Ancestors(division, cancel);
        Below = await lookup.Children(id, Today, cancel, withdrawnToo: true);
        Successor = division.MergedIntoId is { } into ? await lookup.Named(into, cancel) : null;
        var homes = db.Divisions.Where(d =>
            d.Id == id || d.ProvinceId == id || d.CityId == id || d.CountyId == id || d.TownshipId == id
        );
        People = await db.EldersOf(user.Scope)
            .CountAsync(e => e.LeftOn == null && homes.Any(d => d.Id == e.HomeId), cancel);
        return true;
    }
}
