using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>/s/{code}: where the code on a sheet leads. A code that opens nothing says nothing about anybody.</summary>
public sealed class OpenSheetModel(FindSheet find, CurrentUser user) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await find.Run(user.Scope, code, cancel) is { } found)
            return Redirect(found.Address);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
