using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>记一次未遇 at the desk, or correcting one: a new record that names the old one.</summary>
public sealed class RecordAttemptModel(
    TanfangDb db,
    Vault vault,
    CurrentUser user,
    TimeProvider clock,
    EnterRecord enter
) : PageModel
{
    public Elder Elder { get; private set; } = null!;

    public Sheet Sheet { get; private set; } = Sheet.Empty();

    public DateOnly Today => clock.Today();

    /// <summary>The attempt that is corrected; null for a new one.</summary>
    public Guid? Corrects => Guid.TryParseExact(Sheet["corrects"], "D", out var id) ? id : null;

    public async Task<IActionResult> OnGet(Guid elderId, Guid? corrects, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        Sheet["happenedOn"] = $"{Today:yyyy-MM-dd}";
        if (corrects is { } id)
        {
            var old = await db
                .Visits.AsNoTracking()
                .SingleOrDefaultAsync(v => v.Id == id && v.ElderId == elderId && v.IsAttempt, cancel);
            if (old is null)
                return NotFound();
            if (!old.IsOpen)
                return Redirect($"/visits/{id}");
            Lay(old);
        }

        Sheet["id"] = DeskRecord.NewId(clock).ToString();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        Sheet = Sheet.Of(Request.Form);
        var id = Guid.TryParseExact(Sheet["id"], "D", out var given) ? given : Guid.Empty;
        var entered = await enter.Run(id, "attempt", elderId, Sheet["happenedOn"], Corrects, Write, cancel);
        if (!entered.Succeeded)
        {
            EnterRecord.Show(entered.Refusals, ModelState);
            return Page();
        }

        TempData["Flash"] = Corrects is null ? "已保存：未遇一次（不算探访）" : "已更正这次未遇";
        return Redirect($"/visits/{id}");
    }

    private void Lay(Visit old)
    {
        Sheet["corrects"] = $"{old.Id}";
        Sheet["happenedOn"] = $"{old.HappenedOn:yyyy-MM-dd}";
        Sheet["result"] = old.AttemptResult;
        Sheet["note"] = VisitSeals.Open(vault.SealOf(Elder), old)?.Note;
        Sheet["visitors"] = old.Visitors;
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
