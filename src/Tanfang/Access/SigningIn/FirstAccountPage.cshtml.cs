using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.SigningIn;

/// <summary>/first-account/…: the printed link makes the first administrator, and from then on people sign in.</summary>
[EnableRateLimiting(SignInLimit.Name)]
public sealed class FirstAccountPage(FirstAccount link, CreateAccount create, PickDivision pick) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "管哪个县（市、区、旗）");

    public IActionResult OnGet(string key)
    {
        ModelState.Clear();
        return link.Opens(key) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancel)
    {
        if (!link.Opens(key))
        {
            return NotFound();
        }

        ModelState.Clear();
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with { Text = picked.Chosen?.Path ?? Division, Choices = picked.Choices };
        if (picked.Choices.Count > 0)
        {
            ModelState.AddModelError(nameof(Division), picked.Problem);
            return Page();
        }

        var asked = new NewAccount(
            UserName,
            DisplayName,
            Organisation,
            OrganisationKind.CountyBureau,
            Role.Administrator,
            picked.Chosen?.Division.Id ?? 0,
            Password ?? ""
        );
        var made = await create.Run(asked, Scope.Everything, Actor.System, cancel, first: true);
        if (made.Succeeded)
        {
            return Redirect("/signin");
        }

        foreach (var refusal in made.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }
}
