using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>记一次探访 at the desk.</summary>
public sealed class RecordVisitModel(
    TanfangDb db,
    CurrentUser user,
    TimeProvider clock,
    FindShown findShown,
    EnterRecord enter
) : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public Sheet Sheet { get; private set; } = Sheet.Empty();

    public Shown? Shown { get; private set; }

    public DateOnly Today => clock.Today();

    /// <param name="on">The day of the visit, when it was not today.</param>
    public async Task<IActionResult> OnGet(Guid elderId, DateOnly? on, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        var day = on is { } asked && asked <= Today ? asked : Today;
        Sheet["id"] = DeskRecord.NewId(clock).ToString();
        Sheet["happenedOn"] = $"{day:yyyy-MM-dd}";
        Sheet["signedByDesk"] = user.Actor.Name;
        Shown = await findShown.LastOn(Elder, day, null, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostUnchanged(Guid elderId, CancellationToken cancel)
    {
        if (!await Reopen(elderId, cancel))
            return NotFound();
        if (Shown is not null)
            Sheet.FillUnchanged();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Reopen(elderId, cancel))
            return NotFound();
        var id = Guid.TryParseExact(Sheet["id"], "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "visit", elderId, Sheet["happenedOn"], null, Sheet.WriteVisit, cancel);
        if (entered.Succeeded)
        {
            TempData["Flash"] = $"已保存：第 {entered.Value} 次探访";
            return Redirect($"/visits/{id}");
        }

        EnterRecord.Show(entered.Refusals, ModelState);
        if (entered.Refusals.Any(r => r.Code.StartsWith("basis-", StringComparison.Ordinal)))
        {
            Sheet.ClearUnchanged();
            var day = DateOnly.TryParseExact(Sheet["happenedOn"], "O", out var written) ? written : Today;
            Shown = await findShown.LastOn(Elder, day, null, cancel);
        }

        return Page();
    }

    private async Task<bool> Reopen(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return false;
        Sheet = Sheet.Of(Request.Form);
        Shown = Sheet.Basis is { } basis ? await findShown.ById(Elder, basis, cancel) : null;
        return true;
    }

    private async Task<bool> Find(Guid elderId, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        Elder = elder!;
        return elder is { WrappedKey: not null };
    }
}
