using Microsoft.AspNetCore.Mvc;
using Tanfang.Shared;
using Tanfang.Visits.Custody;

namespace Tanfang.Visits;

/// <summary>Model of the list: the sheets printed for one elder, or of one visit.</summary>
public sealed record ElderSheetLines(Guid ElderId, Guid? VisitId, IReadOnlyList<SheetOpened> Sheets);

/// <summary>
/// Where the copies of the printed sheets are, for the elder's page and the visit's:
/// <c>Component.InvokeAsync("ElderSheets", new { elderId, visitId })</c>.
/// </summary>
public sealed class ElderSheets(ReadSheet read, CurrentUser user) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, Guid? visitId = null)
    {
        var sheets = await read.Of(user.Scope, elderId, visitId, HttpContext.RequestAborted);
        return View("/Visits/Custody/ElderSheets.cshtml", new ElderSheetLines(elderId, visitId, sheets));
    }
}
