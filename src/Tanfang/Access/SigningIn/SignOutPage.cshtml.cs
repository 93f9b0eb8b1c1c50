using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tanfang.Access.SigningIn;

/// <summary>/signout: ends this session.</summary>
public sealed class SignOutPage(SignInManager<Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        // Not its storage: what somebody recorded and could not send yet may lie there.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Redirect("/signin");
    }
}
