using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>/elders/merge?kept=&amp;merged=: two files side by side, what would change, and the merge.</summary>
public sealed class MergePage(
    ReadSides read,
    PreviewMerge preview,
    MergeElders merge,
    RegistryWords words,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Certain { get; set; }

    public ElderSide Kept { get; private set; } = null!;

    public ElderSide Merged { get; private set; } = null!;

    public IReadOnlyList<SideLine> Lines { get; private set; } = [];

    public IReadOnlyList<string> Changes { get; private set; } = [];

    public bool TwoNumbers =>
        Kept.Secrets?.IdNumber is { } one && Merged.Secrets?.IdNumber is { } other && one != other;

    public async Task<IActionResult> OnGetAsync(Guid kept, Guid merged, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(kept, merged, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid kept, Guid merged, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(kept, merged, cancel))
        {
            return NotFound();
        }

        var asked = new Merge(kept, merged, Reason, Certain);
        var result = await merge.Run(user.Scope, user.Actor, asked, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "已并档。另一份档案的内容列在本页“并档与拆分”，可以撤销。";
            return Redirect($"/elders/{kept}");
        }

        foreach (var refusal in result.Refusals)
        {
            var field = refusal.Field is nameof(Reason) or nameof(Certain) ? refusal.Field : "";
            ModelState.AddModelError(field, refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid kept, Guid merged, CancellationToken cancel)
    {
        var sides = await read.Run(user.Scope, [kept, merged], cancel);
        if (sides.Count < 2)
        {
            return false;
        }

        (Kept, Merged) = (sides[kept], sides[merged]);
        Lines = ElderSide.Compare(Kept, Merged, words);
        Changes = await preview.Run(Kept, Merged, cancel);
        return true;
    }
}
