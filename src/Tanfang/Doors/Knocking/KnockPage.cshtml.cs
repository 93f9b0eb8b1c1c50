using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tanfang.Access;
using Tanfang.Shared;

namespace Tanfang.Doors.Knocking;

/// <summary>
/// /d/{code}: where the code at a door leads. Whoever is signed in and may see the person gets to them; everybody else the same page, whatever the code:
/// for them it is not even looked up before something is said.
/// </summary>
[EnableRateLimiting(DoorLimit.Name)]
[IgnoreAntiforgeryToken]
public sealed class KnockPage(FindDoor find, TakeNote take) : PageModel
{
    public string Code { get; private set; } = "";

    public string? Words { get; private set; }

    public string? Problem { get; private set; }

    public bool IsThanks { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, bool thanks, CancellationToken cancel)
    {
        ModelState.Clear();
        (Code, IsThanks) = (code, thanks);
        return !thanks && await Opens(code, cancel) is { } person ? Redirect($"/elders/{person}") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, string? said, string? words, CancellationToken cancel)
    {
        ModelState.Clear();
        (Code, Words) = (code, string.IsNullOrWhiteSpace(words) ? null : words.Trim());
        Problem =
            said is not ("well" or "look") ? "请点两个按钮中的一个"
            : Words?.Length > DoorNote.LongestWords ? $"最多写 {DoorNote.LongestWords} 个字，请写短一些"
            : null;
        if (Problem is not null)
        {
            return Page();
        }

        await take.Run(code, said == "look", Words, cancel);
        return Redirect($"/d/{Uri.EscapeDataString(code)}?thanks=true");
    }

    /// <summary>Nobody is asked to sign in here, so the wall has let nobody in: the scope is that of reading people.</summary>
    private async Task<Guid?> Opens(string code, CancellationToken cancel)
    {
        if (HttpContext.Features.Get<AskingUser>() is { FirstDo: null } asking && asking.Rights.HasFlag(Right.People))
        {
            HttpContext.Features.Set(asking.For(Right.People));
        }

        return HttpContext.Features.Get<CurrentUser>() is { } user ? await find.Person(user.Scope, code, cancel) : null;
    }
}
