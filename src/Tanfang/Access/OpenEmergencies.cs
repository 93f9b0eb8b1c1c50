using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Access;

/// <summary>What waits for a review by whoever answers for the county, on the desk; nothing for everybody else.</summary>
public sealed class OpenEmergencies(TanfangDb db, DivisionLookup divisions, ActorNames names) : ViewComponent
{
    public sealed record Line(EmergencyAccess Access, string Who, string Place);

    public async Task<IViewComponentResult> InvokeAsync()
    {
        var cancel = HttpContext.RequestAborted;
        if (HttpContext.Features.Get<AskingUser>() is not { } me || !me.Rights.HasFlag(Right.County))
        {
            return Content("");
        }

        var waiting = await db.EmergenciesOf(me.For(Right.County).Scope)
            .AsNoTracking()
            .Where(e => e.ReviewedAt == null)
            .OrderByDescending(e => e.From)
            .Take(20)
            .ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return Content("");
        }

        var places = await divisions.Named(waiting.Select(e => e.DivisionId), cancel);
        var who = await names.Of(waiting.Select(e => e.AccountId.ToString("N")), cancel);
        IReadOnlyList<Line> lines =
        [
            .. waiting.Select(e => new Line(e, who[e.AccountId.ToString("N")], places[e.DivisionId].Path)),
        ];
        return View("/Access/Emergency/OpenEmergencies.cshtml", lines);
    }
}
