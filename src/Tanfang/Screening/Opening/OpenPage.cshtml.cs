using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Screening.Opening;

/// <summary>/screenings/new: opens a round in a county.</summary>
public sealed class OpenPage(
    OpenRound open,
    PickDivision pick,
    PolicySet policies,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    private const int UsualDays = 30;

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    [BindProperty]
    public string? Pack { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public List<string> Forms { get; set; } = [];

    public IReadOnlyList<PolicyPack> Packs => policies.Packs;

    public DateOnly Today { get; } = clock.Today();

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "在哪个县（市、区、旗）");

    public void OnGet() => (Id, DueOn) = (Guid.CreateVersion7(clock.Now()), Today.AddDays(UsualDays));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (picked.Choices.Count > 0)
        {
            ModelState.AddModelError(nameof(Division), picked.Problem);
        }
        else
        {
            var asked = new NewRound(Id, picked.Chosen?.Division, Title, Pack, Document, DueOn, Forms);
            var result = await open.Run(user.Scope, user.Actor, asked, cancel);
            if (result.Succeeded)
            {
                TempData["Flash"] = "已开展。各村（社区）可以逐户作答了。";
                return Redirect($"/screenings/{result.Value}");
            }

            foreach (var refusal in result.Refusals)
            {
                ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
            }
        }

        return Page();
    }
}
