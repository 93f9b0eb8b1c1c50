using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Access.Stating;

/// <summary>/purpose: an inspector says what for, then goes where they wanted to.</summary>
public sealed class PurposePage(StatePurpose state) : PageModel
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Where to go then; only within this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    private AskingUser? Me => HttpContext.Features.Get<AskingUser>();

    private bool Inspects => Me?.Grants.Any(g => g.Role == Role.Inspector) == true;

    public IActionResult OnGet()
    {
        ModelState.Clear();
        return Inspects ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!Inspects)
        {
            return NotFound();
        }

        var stated = await state.Run(Me!, Kind, Words, cancel);
        if (stated.Succeeded)
        {
            return LocalRedirect(Link.Local(Back));
        }

        foreach (var refusal in stated.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }
}
