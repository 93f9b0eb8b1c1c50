using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Recording;

namespace Tanfang.Visits.Correcting;

/// <summary>更正: the recorded sheet lies on the desk again; what is saved is a new record that names the old one.</summary>
public sealed class CorrectVisitModel(
    TanfangDb db,
    Vault vault,
    CurrentUser user,
    TimeProvider clock,
    FindShown findShown,
    EnterRecord enter
) : PageModel
{
    public Visit Visit { get; private set; } = null!;

    public Elder Elder { get; private set; } = null!;

    public Sheet Sheet { get; private set; } = Sheet.Empty();

    public Shown? Shown { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGet(Guid visitId, CancellationToken cancel)
    {
        if (!await Find(visitId, cancel))
            return NotFound();
        if (!Visit.IsOpen)
            return Redirect($"/visits/{visitId}");
        Sheet = Sheet.Of(Visit, VisitSeals.Open(vault.SealOf(Elder), Visit));
        Sheet["id"] = DeskRecord.NewId(clock).ToString();
        Shown = Visit.BasisId is { } basis ? await findShown.ById(Elder, basis, cancel) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostUnchanged(Guid visitId, CancellationToken cancel)
    {
        if (!await Reopen(visitId, cancel))
            return NotFound();
        if (Shown is not null)
            Sheet.FillUnchanged();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid visitId, CancellationToken cancel)
    {
        if (!await Reopen(visitId, cancel))
            return NotFound();
        var id = Guid.TryParseExact(Sheet["id"], "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "visit", Elder.Id, Sheet["happenedOn"], visitId, Sheet.WriteVisit, cancel);
        if (entered.Succeeded)
        {
            TempData["Flash"] = $"已更正第 {entered.Value} 次探访";
            return Redirect($"/visits/{id}");
        }

        EnterRecord.Show(entered.Refusals, ModelState);
        if (entered.Refusals.Any(r => r.Code.StartsWith("basis-", StringComparison.Ordinal)))
        {
            Sheet.ClearUnchanged();
            var day = DateOnly.TryParseExact(Sheet["happenedOn"], "O", out var written) ? written : Visit.HappenedOn;
            Shown = await findShown.LastOn(Elder, day, Visit.Ordinal, cancel);
        }

        return Page();
    }

    private async Task<bool> Reopen(Guid visitId, CancellationToken cancel)
    {
        if (!await Find(visitId, cancel))
            return false;
        Sheet = Sheet.Of(Request.Form);
        Shown = Sheet.Basis is { } basis ? await findShown.ById(Elder, basis, cancel) : null;
        return true;
    }

    private async Task<bool> Find(Guid visitId, CancellationToken cancel)
    {
        var visit = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId && !v.IsAttempt, cancel);
        var elder = visit is null
            ? null
            : await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == visit.ElderId, cancel);
        (Visit, Elder) = (visit!, elder!);
        return elder is { WrappedKey: not null };
    }
}
