using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/new: the first step, which kind; from then on there is a draft.</summary>
public sealed class NewChange(KeepDraft draft, DivisionLookup lookup, CurrentUser user) : PageModel
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } =
    [.. Enum.GetValues<ChangeKind>().Where(k => k != ChangeKind.Restore)];

    [BindProperty(SupportsGet = true)]
    public ChangeKind? Kind { get; set; }

    /// <summary>The division from whose page one came.</summary>
    [BindProperty(SupportsGet = true)]
    public int? From { get; set; }

    public string? FromName { get; private set; }

    public Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var begun = await draft.Begin(user.Scope, user.Actor, Kind ?? default, From, cancel);
        if (begun.Succeeded)
        {
            return Redirect($"/divisions/changes/{begun.Value}/places");
        }

        foreach (var refusal in begun.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel) =>
        FromName = From is { } id ? (await lookup.Named(id, cancel))?.Path : null;
}
