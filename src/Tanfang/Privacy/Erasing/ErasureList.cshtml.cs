using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>/erasures: what waits for a second person, and what was erased.</summary>
public sealed class ErasureListPage(ReadErasures read, AnswerErasure answer, CurrentUser user) : PageModel
{
    private const int Size = 50;

    public Page<ErasureLine> Lines { get; private set; } = new([], 1, Size, 0);

    public Task OnGetAsync(int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p ?? 1, cancel);
    }

    /// <summary>Each is decided by itself: one that was answered meanwhile does not stop the others.</summary>
    public async Task<IActionResult> OnPostAsync(Guid[] ids, bool approve, CancellationToken cancel)
    {
        ModelState.Clear();
        var done = 0;
        foreach (var id in ids.Distinct())
        {
            var result = await answer.Run(user.Scope, user.Actor, id, approve, cancel);
            done += result.Succeeded ? 1 : 0;
            foreach (var refusal in result.Refusals)
            {
                ModelState.AddModelError("", refusal.Sentence);
            }
        }

        if (ids.Length == 0)
        {
            ModelState.AddModelError("", "没有选择。请勾选要答复的删除");
        }

        if (ModelState.ErrorCount == 0)
        {
            TempData["Flash"] = approve ? $"已删除 {done} 人的个人信息。" : $"已答复 {done} 件：不删除。";
            return Redirect("/erasures");
        }

        await Load(1, cancel);
        return Page();
    }

    private async Task Load(int page, CancellationToken cancel) =>
        Lines = await read.Run(user, Math.Clamp(page, 1, 10_000), Size, cancel);
}
