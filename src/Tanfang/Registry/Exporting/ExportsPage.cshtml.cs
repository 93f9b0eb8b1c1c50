using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Exporting;

/// <summary>/exports: every wish for a whole list within reach; the second person answers here, the asker fetches here.</summary>
public sealed class ExportsPage(
    TanfangDb db,
    AnswerExport answer,
    FetchExport fetch,
    DivisionLookup divisions,
    ActorNames names,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public Page<FullExport> Rows { get; private set; } = new([], 1, Page<FullExport>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public DateTimeOffset Now { get; } = clock.Now();

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public Task OnGetAsync(int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p ?? 1, cancel);
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, bool approve, CancellationToken cancel)
    {
        if (await answer.Run(user, id, approve, cancel) is not { } result)
        {
            return NotFound();
        }

        if (result.Succeeded)
        {
            TempData["Flash"] = approve ? "已批准，申请人 24 小时内可以下载。" : "已退回，没有导出。";
            return RedirectToPage();
        }

        return await Refuse(result.Refusals[0], cancel);
    }

    public async Task<IActionResult> OnPostFetchAsync(Guid id, CancellationToken cancel)
    {
        if (await fetch.Run(user, id, cancel) is not { } result)
        {
            return NotFound();
        }

        if (!result.Succeeded)
        {
            return await Refuse(result.Refusals[0], cancel);
        }

        Response.Headers.CacheControl = "no-store";
        return result.Value.ToFile();
    }

    public bool IsMine(FullExport row) => row.AskedBy == user.Actor.Id;

    private async Task<IActionResult> Refuse(Refusal refusal, CancellationToken cancel)
    {
        ModelState.AddModelError("", refusal.Sentence);
        await Load(1, cancel);
        return Page();
    }

    private async Task Load(int number, CancellationToken cancel)
    {
        var reach = db.Divisions.Within(user.Scope);
        var mine = user.Actor.Id;
        var asked = db.FullExports.AsNoTracking().Where(e => e.AskedBy == mine || reach.Any(d => d.Id == e.DivisionId));
        var total = await asked.CountAsync(cancel);
        var size = Page<FullExport>.DefaultSize;
        number = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await asked.OrderByDescending(e => e.Id).Skip((number - 1) * size).Take(size).ToListAsync(cancel);
        Rows = new Page<FullExport>(rows, number, size, total);
        Places = await divisions.Named(rows.Select(r => r.DivisionId), cancel);
        Names = await names.Of(rows.SelectMany(r => new[] { r.AskedBy, r.AnsweredBy }), cancel);
    }
}
