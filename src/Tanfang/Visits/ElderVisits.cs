using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Showing;

namespace Tanfang.Visits;

/// <summary>One line of the list: a visit or an attempt, what changed since the visit before, by how many days it was entered late.</summary>
/// <param name="FromOther">Recorded for another file of the same person, or moved here from one.</param>
public sealed record ElderVisitLine(Visit Visit, IReadOnlyList<string> Changes, int LateBy, bool FromOther);

/// <summary>Model of the list. <paramref name="Total"/> counts all lines there are.</summary>
public sealed record ElderVisitLines(Guid ElderId, IReadOnlyList<ElderVisitLine> Lines, int Total);

/// <summary>
/// The visits of one elder, newest first, for the elder's page: <c>Component.InvokeAsync("ElderVisits", new { elderId })</c>.
/// What a correction replaced stands on the page of the visit, not here.
/// </summary>
public sealed class ElderVisits(TanfangDb db, CurrentUser user) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, int most = 10)
    {
        var elders = db.FilesOf(user.Scope);
        var files = (await MergedFiles.Read(db, [elderId], HttpContext.RequestAborted)).ReadUnder(elderId);
        var all = await db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => elders.Any(e => e.Id == elderId))
            .OrderBy(v => v.HappenedOn)
            .ThenBy(v => v.ReceivedAt)
            .ToListAsync(HttpContext.RequestAborted);
        var byId = all.ToDictionary(v => v.Id);
        var lines = new List<ElderVisitLine>();
        Visit? before = null;
        foreach (var visit in all.Where(v => v.ReplacedById is null))
        {
            lines.Add(
                new ElderVisitLine(
                    visit,
                    visit.IsOpen ? CompareVisits.Run(before, visit) : [],
                    First(visit).LateBy,
                    visit.ElderId != elderId
                )
            );
            before = visit is { IsAttempt: false, IsOpen: true } ? visit : before;
        }

        lines.Reverse();
        return View(
            "/Visits/Showing/ElderVisits.cshtml",
            new ElderVisitLines(elderId, [.. lines.Take(most)], lines.Count)
        );

        Visit First(Visit visit) => visit.CorrectsId is { } old && byId.TryGetValue(old, out var v) ? First(v) : visit;
    }
}
