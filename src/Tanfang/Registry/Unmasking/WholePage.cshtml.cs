using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Unmasking;

/// <summary>/elders/{id}/whole: one person unmasked, in the answer to a form that says why. Leaving the page ends it; opening it again asks again.</summary>
public sealed class WholePage(UnmaskPerson unmask, ReadElder read, CurrentUser user, TimeProvider clock) : PageModel
{
    public Guid Id { get; private set; }

    /// <summary>Null while no purpose was given.</summary>
    public ElderFile? Opened { get; private set; }

    public Purpose? Purpose { get; private set; }

    public IActionResult OnGet(Guid id) => Redirect($"/elders/{id}#whole");

    public async Task<IActionResult> OnPostAsync(Guid id, string? purpose, CancellationToken cancel)
    {
        Id = id;
        if (await unmask.Run(user, id, purpose, cancel) is not { } result)
        {
            return NotFound();
        }

        if (!result.Succeeded)
        {
            ModelState.AddModelError(nameof(purpose), result.Refusals[0].Sentence);
            return Page();
        }

        (Purpose, Opened) = (result.Value, await read.Run(user.Scope, id, clock.Today(), cancel));
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
