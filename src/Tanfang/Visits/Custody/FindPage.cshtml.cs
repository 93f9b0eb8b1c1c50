using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>/print/find: type, scan or photograph the code of a sheet. The code is posted, so that no list of codes grows in addresses.</summary>
public sealed class FindPageModel(FindSheet find, CurrentUser user) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await find.Run(user.Scope, Code, cancel) is { } found)
            return Redirect(found.Address);
        ModelState.AddModelError(nameof(Code), FindSheet.WhyNot(Code));
        return Page();
    }
}
