using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
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
) : SheetPage(clock, findShown, enter)
{
    public Visit Visit { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid visitId, CancellationToken cancel)
    {
        if (!await Find(visitId, cancel))
            return NotFound();
        if (!Visit.IsOpen)
            return Redirect($"/visits/{visitId}");
        Sheet = Sheet.Of(Visit, VisitSeals.Open(vault.SealOf(Elder), Visit));
        Sheet.Carried = (Visit.Id, Given());
        Sheet["id"] = NewId();
        Shown = Visit.BasisId is { } basis ? await Earlier.ById(Elder, basis, cancel) : null;
        return Page();
    }

    public Task<IActionResult> OnPostUnchanged(Guid visitId, CancellationToken cancel) =>
        FillUnchanged(visitId, cancel);

    public async Task<IActionResult> OnPost(Guid visitId, CancellationToken cancel)
    {
        if (!await Reopen(visitId, cancel))
            return NotFound();
        Sheet.Carried = (Visit.Id, Given());
        return await Save(visitId, Visit.Ordinal, n => $"已更正第 {n} 次探访", cancel);
    }

    /// <summary>Signed on the phone: not typed anew, not lost.</summary>
    public IReadOnlyList<JsonElement> Given() => Signing.Given(VisitSeals.Open(vault.SealOf(Elder), Visit)?.Signatures);

    protected override async Task<bool> Find(Guid id, CancellationToken cancel)
    {
        var visit = await db.Visits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id && !v.IsAttempt, cancel);
        var elder = visit is null
            ? null
            : await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == visit.ElderId, cancel);
        (Visit, Elder) = (visit!, elder!);
        return elder is { WrappedKey: not null };
    }
}
