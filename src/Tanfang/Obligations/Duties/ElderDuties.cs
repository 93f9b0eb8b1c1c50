using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using ChinaTime = Tanfang.Shared.ChinaTime;

namespace Tanfang.Obligations.Duties;

/// <summary>What an elder's page shows of the duties towards this person: today, next, and the ledger by month.</summary>
public sealed record DutiesModel(
    DateOnly Today,
    Explanation Explanation,
    IReadOnlyList<Obligation> Ledger,
    DateOnly? OverdueSince
)
{
    /// <summary>The open obligation that this duty stands for, if the ledger has it.</summary>
    public Obligation? RowOf(Duty duty) =>
        Ledger.FirstOrDefault(o => o.Rule == duty.Rule && o.Until == duty.Period?.Until && o.Until > Today);

    /// <summary>What has to be done first.</summary>
    public Obligation? Next => Ledger.Where(o => o.State == ObligationState.Due && o.Until > Today).MinBy(o => o.Until);

    /// <summary>Newest first.</summary>
    public IEnumerable<IGrouping<DateOnly, Obligation>> Months =>
        Ledger
            .OrderByDescending(o => o.PeriodFrom)
            .ThenBy(o => o.Rule)
            .GroupBy(o => new DateOnly(o.PeriodFrom.Year, o.PeriodFrom.Month, 1));
}

/// <summary>&lt;vc:elder-duties elder-id="…" /&gt;: 应访 on the elder's page.</summary>
[ViewComponent(Name = "ElderDuties")]
public sealed class ElderDuties(TanfangDb db, PolicySet policies, CurrentUser user, TimeProvider clock) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId)
    {
        var cancel = HttpContext.RequestAborted;
        var elder = await db.FilesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        if (elder is null)
        {
            return Content("");
        }

        var now = clock.Now();
        var today = ChinaTime.DayOf(now);
        var history = await new ElderHistories(db).Of(elderId, cancel);
        var ledger = await db.Obligations.AsNoTracking().Where(o => o.ElderId == elderId).ToListAsync(cancel);
        var explanation = Explain.On(policies, history, today, now);
        return View(
            "/Obligations/Duties/ElderDuties.cshtml",
            new DutiesModel(today, explanation, ledger, elder.OverdueSince)
        );
    }
}
