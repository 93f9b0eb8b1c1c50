using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Access;
using Tanfang.Shared;

namespace Tanfang.Obligations.Situations;

/// <summary>/situations/{id}: changes, closes or cancels one, and shows what it was before.</summary>
public sealed class SituationPage(ReadSituations read, KeepSituations keep, ActorNames names, CurrentUser user)
    : PageModel
{
    public ReadSituations Reading => read;

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    public SituationView View { get; private set; } = null!;

    public IReadOnlyList<SituationWindow> Versions { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        (From, LastDay, Basis) = (View.Row.From, View.LastDay, View.Row.Basis);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) =>
        !ModelState.IsValid
            ? await Again(id, cancel)
            : await Answer(
                id,
                await keep.Amend(user.Actor, id, new SituationDraft(null, null, From, LastDay, Basis), cancel),
                "已修改。该地区老人的应访正在更新。",
                cancel
            );

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel) =>
        await Answer(id, await keep.Cancel(user.Actor, id, Basis, cancel), "已取消。未完成的加访正在撤回。", cancel);

    private async Task<IActionResult> Answer(
        Guid id,
        Result<SituationWindow> result,
        string flash,
        CancellationToken cancel
    )
    {
        if (result.Succeeded)
        {
            TempData["Flash"] = flash;
            return Redirect("/situations");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return await Again(id, cancel);
    }

    private async Task<IActionResult> Again(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ? Page() : NotFound();

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Versions = await read.Versions(id, cancel);
        Names = await names.Of(Versions.Select(v => v.RecordedBy), cancel);
        if ((await read.All(cancel)).FirstOrDefault(v => v.Row.Id == id) is not { } view)
        {
            return false;
        }

        View = view;
        return true;
    }
}
