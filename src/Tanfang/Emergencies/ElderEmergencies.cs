using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Emergencies;

public sealed record ElderEmergenciesModel(IReadOnlyList<Emergency> Rows, int Total);

/// <summary>The emergencies of one elder, open ones first, for the elder's page; without any it leaves no trace there.</summary>
public sealed class ElderEmergencies(TanfangDb db, CurrentUser user) : ViewComponent
{
    private const int Most = 10;

    public async Task<IViewComponentResult> InvokeAsync(Guid elderId)
    {
        var cancel = HttpContext.RequestAborted;
        var elder = await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        var files = (await MergedFiles.Read(db, [elderId], cancel)).ReadUnder(elderId);
        var theirs = db.Emergencies.AsNoTracking().Where(e => files.Contains(e.ElderId) && elder != null);
        var rows = await theirs
            .OrderBy(e => e.ClosedAt != null)
            .ThenByDescending(e => e.HappenedOn)
            .ThenByDescending(e => e.RecordedAt)
            .Take(Most)
            .ToListAsync(cancel);
        var total = rows.Count < Most ? rows.Count : await theirs.CountAsync(cancel);
        return View("/Emergencies/Showing/ElderEmergencies.cshtml", new ElderEmergenciesModel(rows, total));
    }
}
