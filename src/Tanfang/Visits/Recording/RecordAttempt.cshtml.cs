using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>记一次未遇 at the desk.</summary>
public sealed class RecordAttemptModel(TanfangDb db, CurrentUser user, TimeProvider clock, EnterRecord enter)
    : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public Sheet Sheet { get; private set; } = Sheet.Empty();

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGet(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        Sheet["id"] = DeskRecord.NewId(clock).ToString();
        Sheet["happenedOn"] = $"{Today:yyyy-MM-dd}";
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        Sheet = Sheet.Of(Request.Form);
        var id = Guid.TryParseExact(Sheet["id"], "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "attempt", elderId, Sheet["happenedOn"], null, Write, cancel);
        if (!entered.Succeeded)
        {
            EnterRecord.Show(entered.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = "已保存：未遇一次（不算探访）";
        return Redirect($"/visits/{id}");
    }

    private void Write(Utf8JsonWriter json)
    {
        Sheet.Write(json, "result");
        Sheet.Write(json, "note");
        Sheet.WriteNames(json, "visitors");
    }

    private async Task<bool> Find(Guid elderId, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        Elder = elder!;
        return elder is { WrappedKey: not null };
    }
}
