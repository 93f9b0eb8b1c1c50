using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>The sheet of section five on the desk: opened, filled with 其余八项无变化, saved as a new record.</summary>
public abstract class SheetPage(TimeProvider clock, FindShown findShown, EnterRecord enter) : PageModel
{
    public Elder Elder { get; protected set; } = null!;

    public Sheet Sheet { get; protected set; } = Sheet.Empty();

    /// <summary>The earlier visit that 无变化 refers to.</summary>
    public Shown? Shown { get; protected set; }

    public DateOnly Today => clock.Today();

    protected FindShown Earlier => findShown;

    protected string NewId() => DeskRecord.NewId(clock).ToString();

    /// <summary>Sets the elder; false when there is none to write about.</summary>
    protected abstract Task<bool> Find(Guid id, CancellationToken cancel);

    protected async Task<IActionResult> FillUnchanged(Guid id, CancellationToken cancel)
    {
        if (!await Reopen(id, cancel))
            return NotFound();
        if (Shown is not null)
            Sheet.FillUnchanged();
        return Page();
    }

    /// <param name="corrects">The record that the new one takes the place of.</param>
    /// <param name="ordinal">第 n 次 of that record: 无变化 refers to one before it.</param>
    protected async Task<IActionResult> Save(
        Guid? corrects,
        int? ordinal,
        Func<int?, string> saved,
        CancellationToken cancel
    )
    {
        var id = Guid.TryParseExact(Sheet["id"], "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "visit", Elder.Id, Sheet["happenedOn"], corrects, Sheet.WriteVisit, cancel);
        if (entered.Succeeded)
        {
            TempData["Flash"] = saved(entered.Value);
            return Redirect($"/visits/{id}");
        }

        EnterRecord.Show(entered.Refusals, ModelState);
        if (entered.Refusals.Any(r => r.Code.StartsWith("basis-", StringComparison.Ordinal)))
        {
            Sheet.ClearUnchanged();
            var day = DateOnly.TryParseExact(Sheet["happenedOn"], "O", out var written) ? written : Today;
            Shown = await findShown.LastOn(Elder, day, ordinal, cancel);
        }

        return Page();
    }

    /// <summary>The sheet as it was sent.</summary>
    protected async Task<bool> Reopen(Guid id, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return false;
        Sheet = Sheet.Of(Request.Form);
        Shown = Sheet.Basis is { } basis ? await findShown.ById(Elder, basis, cancel) : null;
        return true;
    }
}
