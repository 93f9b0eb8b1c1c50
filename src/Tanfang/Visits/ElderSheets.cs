using Microsoft.AspNetCore.Mvc;
using Tanfang.Shared;
using Tanfang.Visits.Custody;

namespace Tanfang.Visits;

/// <summary>Model of the list: the sheets printed for one elder, or of one visit.</summary>
/// <param name="Loose">Scans that are filed with the elder and with no sheet.</param>
public sealed record ElderSheetLines(
    Guid ElderId,
    Guid? VisitId,
    IReadOnlyList<SheetOpened> Sheets,
    IReadOnlyList<(Guid Scan, DateTimeOffset At)> Loose
);

/// <summary>
/// Where the copies of the printed sheets are, for the elder's page and the visit's:
/// <c>Component.InvokeAsync("ElderSheets", new { elderId, visitId })</c>.
/// </summary>
public sealed class ElderSheets(ReadSheet read, CurrentUser user) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, Guid? visitId = null)
    {
        var sheets = await read.Of(user.Scope, elderId, visitId, HttpContext.RequestAborted);
        var loose = visitId is null ? await read.Loose(user.Scope, elderId, HttpContext.RequestAborted) : [];
        return View("/Visits/Custody/ElderSheets.cshtml", new ElderSheetLines(elderId, visitId, sheets, loose));
    }
}
