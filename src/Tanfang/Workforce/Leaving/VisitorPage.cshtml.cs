using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Leaving;

/// <summary>/visitors/{id}: where somebody visits, for how many, and who stands in while they are away.</summary>
public sealed class VisitorPage(
    TanfangDb db,
    KeepLeaves keep,
    VisitorChoices choices,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>One leave, as the visitor's own or as one in which they stand in.</summary>
    public sealed record Row(Leave Leave, string Who);

    [BindProperty]
    public Guid? StandIn { get; set; }

    [BindProperty]
    public DateOnly? First { get; set; }

    [BindProperty]
    public DateOnly? Last { get; set; }

    public Visitor Visitor { get; private set; } = null!;

    public NamedDivision Place { get; private set; } = null!;

    public int People { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Row> Away { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Row> StandsIn { get; private set; } = [];

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        (First, Last) = (Today, Today);
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var wish = new LeaveWish(id, StandIn, First, Last);
            if (Done(await keep.Begin(user.Scope, user.Actor, wish, cancel)))
            {
                TempData["Flash"] = "请假已登记。代访人到日子自动看到这些老人，结束的第二天自动看不到。";
                return Redirect($"/visitors/{id}");
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Guid leave, CancellationToken cancel)
    {
        ModelState.Clear();
        if (Done(await keep.End(user.Scope, user.Actor, id, leave, cancel)))
        {
            TempData["Flash"] = "代访已结束。";
            return Redirect($"/visitors/{id}");
        }

        (First, Last) = (Today, Today);
        return await Load(id, cancel) ? Page() : NotFound();
    }

    /// <summary>Where a leave stands today.</summary>
    public (string Word, string Badge) StateOf(Leave leave) =>
        leave.IsCalledOff ? ("已取消", "badge-off")
        : leave.Until <= Today ? ("已结束", "badge-off")
        : leave.From > Today ? ("未开始", "badge-off")
        : ("进行中", "badge-due");

    private bool Done(Result<Guid> result)
    {
        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return result.Succeeded;
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (
            await db.VisitorsOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancel)
            is not { } found
        )
        {
            return false;
        }

        Visitor = found;
        Place = (await divisions.Named([found.DivisionId], cancel))[found.DivisionId];
        People = await db.Responsibilities.CountAsync(
            r => r.VisitorId == id && r.From <= Today && (r.Until == null || r.Until > Today),
            cancel
        );
        var rows = await db
            .Leaves.AsNoTracking()
            .Where(l => l.VisitorId == id || l.StandInId == id)
            .OrderByDescending(l => l.From)
            .ThenByDescending(l => l.Id)
            .Take(50)
            .ToListAsync(cancel);
        var names = await db
            .Visitors.Where(v => rows.Select(r => r.StandInId).Concat(rows.Select(r => r.VisitorId)).Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, v => v.Name, cancel);
        Away = [.. rows.Where(l => l.VisitorId == id).Select(l => new Row(l, names[l.StandInId]))];
        StandsIn = [.. rows.Where(l => l.StandInId == id).Select(l => new Row(l, names[l.VisitorId]))];
        var near = await choices.In(user.Scope, [Place.Division.CountyId ?? 0], cancel);
        Choices = [.. near.Where(c => c.Id != id).OrderBy(c => c.DivisionId != found.DivisionId)];
        return true;
    }
}
