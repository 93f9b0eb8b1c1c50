using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Visits.Entering;

/// <summary>/entry: what lies on the table, and the batches under way.</summary>
public sealed class StartEntryModel(
    TanfangDb db,
    CurrentUser user,
    TimeProvider clock,
    PickDivision pick,
    OpenBatch open,
    TakeUpPrinted takeUp,
    ReadBatch read
) : PageModel
{
    /// <summary>More than anybody looks through; an office with more opens its batches by village.</summary>
    public const int MostVisitors = 500;

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty]
    public string? PlaceChoice { get; set; }

    [BindProperty]
    public Guid? Visitor { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Mode { get; set; }

    [BindProperty]
    public string? Visitors { get; set; }

    /// <summary>Of a printed sheet; posted, so that no list of codes grows in addresses.</summary>
    public string? Code { get; private set; }

    public DateOnly Today => clock.Today();

    public DivisionPicker Picker { get; private set; } = new(nameof(Place), "村（社区）");

    public IReadOnlyList<(Guid Id, string Label)> AtWork { get; private set; } = [];

    public IReadOnlyList<BatchLine> Batches { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Day ??= Today;
        await Load(cancel);
    }

    /// <param name="any">随到随录: no list, each sheet's elder is found as it comes.</param>
    public async Task<IActionResult> OnPostAsync(bool any, CancellationToken cancel)
    {
        var picked = any ? new PickedDivision(null, []) : await pick.Run(Place, PlaceChoice, cancel);
        Picker = Picker with { Choices = picked.Choices };
        if (!any && picked.Chosen is null && DivisionPicker.Wanted(Place, PlaceChoice) is not null)
            ModelState.AddModelError(nameof(Place), picked.Problem);
        else if (!any && picked.Chosen is null && Visitor is null)
            ModelState.AddModelError(nameof(Place), "没有选村（社区）或责任人。不按名单录，请用“随到随录”");
        if (Day is null)
            ModelState.AddModelError(nameof(Day), "没有填多数表上的日期");
        if (ModelState.IsValid)
        {
            var asked = new NewBatch(picked.Chosen?.Division.Id, any ? null : Visitor, Day!.Value, Mode, Visitors);
            var opened = await open.Run(user, asked, cancel);
            if (opened.Succeeded)
                return RedirectToPage(
                    "/Visits/Entering/BatchPage",
                    any ? null : "Next",
                    new { batchId = opened.Value }
                );
            foreach (var refusal in opened.Refusals)
                ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(string? code, CancellationToken cancel)
    {
        var taken = await takeUp.Run(user, null, code, cancel);
        if (taken.Succeeded)
            return Redirect(taken.Value);
        ModelState.Clear();
        (Code, Day) = (code, Today);
        ModelState.AddModelError(nameof(Code), taken.Refusals[0].Sentence);
        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        Picker = Picker with { Text = Place };
        Batches = await read.All(user, cancel);
        var rows = await db.VisitorsOf(user.Scope)
            .AsNoTracking()
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
                        Place = d,
                    }
            )
            .OrderBy(x => x.Place.Code)
            .ThenBy(x => x.Name)
            .Take(MostVisitors)
            .ToListAsync(cancel);
        AtWork = [.. rows.Select(r => (r.Id, $"{r.Name}（{r.Place.Name}）"))];
    }
}
