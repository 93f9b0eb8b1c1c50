using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care;

/// <summary>One act of care with its sealed words opened; null after erasure.</summary>
/// <param name="Earlier">What it was before it was corrected, the first first.</param>
public sealed record ElderCareLine(
    CareAct Act,
    string? What,
    string? Satisfaction,
    IReadOnlyList<ElderCareLine> Earlier
);

public sealed record ElderCareLines(Guid ElderId, IReadOnlyList<ElderCareLine> Lines, int Total);

/// <summary>
/// The acts of care for one elder, newest first, for the elder's page: <c>Component.InvokeAsync("ElderCare", new { elderId })</c>.
/// </summary>
public sealed class ElderCare(TanfangDb db, Vault vault, CurrentUser user) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, int most = 10)
    {
        var elder = await db.FilesOf(user.Scope)
            .AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == elderId, HttpContext.RequestAborted);
        var files = (await MergedFiles.Read(db, [elderId], HttpContext.RequestAborted)).ReadUnder(elderId);
        var acts = db.CareActs.AsNoTracking().Where(c => files.Contains(c.ElderId) && elder != null);
        var valid = acts.Where(c => c.ClosedAt == null);
        var total = await valid.CountAsync(HttpContext.RequestAborted);
        var newest = await valid
            .OrderByDescending(c => c.HappenedOn)
            .ThenByDescending(c => c.Ordinal)
            .Take(most)
            .ToListAsync(HttpContext.RequestAborted);
        var replacements = newest.Where(c => c.CorrectsId != null).Select(c => c.Ordinal).ToList();
        var corrected = await acts.Where(c => c.ClosedAt != null && replacements.Contains(c.Ordinal))
            .OrderBy(c => c.ReceivedAt)
            .ToListAsync(HttpContext.RequestAborted);
        var owners = newest.Concat(corrected).Select(c => c.ElderId).Distinct().ToList();
        var seals = (
            await db
                .Elders.AsNoTracking()
                .Where(e => owners.Contains(e.Id) && e.WrappedKey != null)
                .ToListAsync(HttpContext.RequestAborted)
        ).ToDictionary(e => e.Id, e => vault.SealOf(e));
        return View(
            "/Care/Showing/ElderCare.cshtml",
            new ElderCareLines(elderId, [.. newest.Select(act => Line(act, Before(act)))], total)
        );

        // Two files of one person may both have a third act; a correction leads to its own.
        IReadOnlyList<ElderCareLine> Before(CareAct act) =>
            corrected.Find(c => c.Id == act.CorrectsId) is { } old ? [.. Before(old), Line(old, [])] : [];

        ElderCareLine Line(CareAct act, IReadOnlyList<ElderCareLine> before) =>
            new(
                act,
                seals.TryGetValue(act.ElderId, out var seal) ? CareSeals.What(seal, act) : null,
                seal is null ? null : CareSeals.Satisfaction(seal, act),
                before
            );
    }
}
