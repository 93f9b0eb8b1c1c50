using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry.Completing;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>What the file of one elder lacks, when it was last confirmed, and the button 确认无误, for the elder's page.</summary>
public sealed class ElderCompleteness(TanfangDb db, RegistryWords words, CurrentUser user, TimeProvider clock)
    : ViewComponent
{
    public sealed record Shown(
        Elder Elder,
        IReadOnlyList<FileItem> Missing,
        LastConfirmed Last,
        bool IsStale,
        bool IsToday,
        int StaleMonths
    );

    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, DateOnly? on = null)
    {
        var (cancel, today) = (HttpContext.RequestAborted, clock.Today());
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        if (elder is null)
        {
            return Content("");
        }

        var facts = await FileFacts.Of(db, db.Elders.Where(e => e.Id == elderId), today).SingleAsync(cancel);
        var last = (await LastConfirmed.Of(db, [elderId], cancel))[elderId];
        return View(
            "/Registry/Completing/ElderCompleteness.cshtml",
            new Shown(
                elder,
                [.. FileItem.All.Where(i => i.IsMissing(facts))],
                last,
                last.On <= LastConfirmed.Cutoff(today, words.StaleMonths),
                (on ?? today) == today,
                words.StaleMonths
            )
        );
    }
}
