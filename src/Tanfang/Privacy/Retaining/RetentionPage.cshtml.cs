using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Privacy.Erasing;
using Tanfang.Shared;

namespace Tanfang.Privacy.Retaining;

/// <summary>/retention: how long things are kept and why; whose time is over; asks for their erasure.</summary>
public sealed class RetentionPage(FindExpired find, AskErasure ask, CurrentUser user) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<(RetentionPeriod Period, int People)> Counts { get; private set; } = [];

    public IReadOnlyList<Expired> People { get; private set; } = [];

    public int Total => Counts.Sum(c => c.People);

    public Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid[] ids, CancellationToken cancel)
    {
        ModelState.Clear();
        var asked = 0;
        foreach (var id in ids.Distinct())
        {
            var wish = new ErasureWish(id, ErasureWords.Retention, null);
            var result = await ask.Run(user.Scope, user.Actor, wish, cancel);
            asked += result.Succeeded ? 1 : 0;
            foreach (var refusal in result.Refusals)
            {
                ModelState.AddModelError("", refusal.Sentence);
            }
        }

        if (ids.Length == 0)
        {
            ModelState.AddModelError("", "没有选择。请勾选要提出删除的档案");
        }

        if (ModelState.ErrorCount == 0)
        {
            TempData["Flash"] = $"已提出删除 {asked} 份档案，等另一位工作人员批准。";
            return Redirect("/erasures");
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        Counts = await find.Count(user.Scope, cancel);
        People = await find.List(user.Scope, Most, cancel);
    }
}
