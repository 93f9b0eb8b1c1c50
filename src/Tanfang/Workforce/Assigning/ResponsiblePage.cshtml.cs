using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce.Assigning;

/// <summary>/elders/{id}/responsible: who is responsible for one elder, from a day on.</summary>
public sealed class ResponsiblePage(
    AssignResponsible assign,
    VisitorChoices choices,
    ReadElder read,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public Guid? Visitor { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    public ElderFile Current { get; private set; } = null!;

    public DateOnly Today { get; } = clock.Today();

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        From = Today;
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var result = await assign.One(user.Scope, user.Actor, id, Visitor, From, cancel);
            if (result.Succeeded)
            {
                TempData["Flash"] = "责任人已确定。";
                return Redirect($"/elders/{id}");
            }

            foreach (var refusal in result.Refusals)
            {
                ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
            }
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, Today, cancel))!;
        if (Current is null)
        {
            return false;
        }

        var found = await choices.In(user.Scope, [Current.Home.Division.CountyId ?? 0], cancel);
        var home = Current.Home.Division;
        // Those of the same village, then of the same township, stand first.
        Choices =
        [
            .. found.OrderBy(c =>
                c.DivisionId == home.Id ? 0
                : c.DivisionId == home.TownshipId ? 1
                : 2
            ),
        ];
        return true;
    }
}
