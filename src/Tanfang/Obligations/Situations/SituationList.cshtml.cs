using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Situations;

/// <summary>/situations: the special times of all areas, and the form that opens one.</summary>
public sealed class SituationList(ReadSituations read, KeepSituations keep, PickDivision pick, CurrentUser user)
    : PageModel
{
    public ReadSituations Reading => read;

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    public DivisionPicker Picker { get; private set; } = new("Division", "行政区划");

    public IReadOnlyList<SituationView> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, AreaProgress> Working { get; private set; } = new Dictionary<Guid, AreaProgress>();

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (picked.Chosen is null && DivisionPicker.Wanted(Division, DivisionChoice) is not null)
        {
            ModelState.AddModelError(nameof(Division), picked.Problem);
        }

        if (ModelState.IsValid)
        {
            var draft = new SituationDraft(Kind, picked.Chosen?.Division, From, LastDay, Basis);
            var opened = await keep.Open(user.Actor, draft, cancel);
            if (opened.Succeeded)
            {
                TempData["Flash"] = "已开启。该地区老人的应访正在更新，可以离开此页。";
                return RedirectToPage();
            }

            foreach (var refusal in opened.Refusals)
            {
                ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
            }
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        Rows = await read.All(cancel);
        var working = new Dictionary<Guid, AreaProgress>();
        foreach (var row in Rows.Take(20))
        {
            if (await read.Progress(row.Row.Id, cancel) is { Finished: false } progress)
            {
                working[row.Row.Id] = progress;
            }
        }

        Working = working;
    }
}
