using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;

namespace Tanfang.Registry.Exporting;

/// <summary>/exports/new: asks for a whole list; what the list of elders was filtered by may come along.</summary>
public sealed class NewExportPage(AskExport ask, PickDivision pick, RegistryWords words, CurrentUser user) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Division { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? DivisionChoice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Responsible { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public RegistryWords Registry => words;

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "哪里的老人");

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await Pick(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var place = await Pick(cancel);
        var filter = new ElderFilter
        {
            DivisionId = place?.Division.Id,
            Category = words.Knows(Category ?? "") ? Category : null,
            State = ElderList.States.Any(s => s.Key == State) ? State : null,
            Responsible = Responsible is "yes" or "no" ? Responsible : null,
        };
        var asked = await ask.Run(user, filter, Purpose, Words, cancel);
        if (asked.Succeeded)
        {
            TempData["Flash"] = "已提出申请，请另一个人在本页批准。";
            return Redirect("/exports");
        }

        foreach (var refusal in asked.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<NamedDivision?> Pick(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with { Text = picked.Chosen?.Path ?? Division, Choices = picked.Choices };
        return picked.Chosen;
    }
}
