using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>Model of the section: the plans that had been made by a day and were not ended by it, and how many there are in all.</summary>
public sealed record ElderPlanView(
    Elder Elder,
    DateOnly On,
    bool IsToday,
    IReadOnlyList<(PlanOpened Plan, VersionOpened Then)> InForce,
    int All
)
{
    /// <summary>Plans are made and changed today, at the file that answers for the person.</summary>
    public bool MayChange => IsToday && Elder is { MergedIntoId: null, LeftOn: null, WrappedKey: not null };
}

/// <summary>分类帮扶方案 on the elder's page: <c>Component.InvokeAsync("ElderPlan", new { elderId, on })</c>.</summary>
public sealed class ElderPlan(TanfangDb db, ReadPlans read, CurrentUser user, TimeProvider clock) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId, DateOnly on)
    {
        var cancel = HttpContext.RequestAborted;
        var elder = await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        if (elder is null)
        {
            return Content("");
        }

        var plans = await read.Under(elderId, cancel);
        var then = plans
            .Select(p => (Plan: p, Then: p.On(on)))
            .Where(x => x.Then is { Row.Act: not HelpPlanAct.Ended });
        return View(
            "/Care/Planning/ElderPlan.cshtml",
            new ElderPlanView(elder, on, on == clock.Today(), [.. then.Select(x => (x.Plan, x.Then!))], plans.Count)
        );
    }
}
