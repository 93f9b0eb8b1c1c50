using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Accounts;

/// <summary>/accounts/new: the password that is made stands on the answer once and nowhere else.</summary>
public sealed class NewAccountPage(CreateAccount create, PickDivision pick, TanfangDb db, CurrentUser user) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public OrganisationKind Kind { get; set; } = OrganisationKind.CountyBureau;

    public GrantForm Form { get; private set; } = null!;

    public CreatedAccount? Made { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Form = await GrantForm.Read(Request, pick, db, user.Scope, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Form = await GrantForm.Read(Request, pick, db, user.Scope, cancel);
        if (Form.Problem is { } problem)
        {
            ModelState.AddModelError("Division", problem);
        }

        if (Form.Role is not { } role)
        {
            ModelState.AddModelError("Role", "没有选角色");
            return Page();
        }

        if (Form.Problem is not null)
        {
            return Page();
        }

        var asked = new NewAccount(
            UserName,
            DisplayName,
            Organisation,
            Kind,
            role,
            Form.Chosen?.Id ?? 0,
            VisitorId: Form.VisitorId
        );
        var made = await create.Run(asked, user.Scope, user.Actor, cancel);
        if (made.Succeeded)
        {
            Made = made.Value;
            return Page();
        }

        foreach (var refusal in made.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }
}
