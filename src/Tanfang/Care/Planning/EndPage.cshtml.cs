using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>/elders/{id}/plan/{planId}/end: why it ends.</summary>
public sealed class EndPage(EndPlan end, ReadPlans plans, ReadElder read, CurrentUser user, TimeProvider clock)
    : PageModel
{
    [BindProperty]
    public EndForm Form { get; set; } = new();

    public ElderFile Current { get; private set; } = null!;

    public PlanOpened Plan { get; private set; } = null!;

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, Guid planId, CancellationToken cancel)
    {
        if (!await Load(id, planId, cancel))
        {
            return NotFound();
        }

        if (Plan.Plan.EndedOn is not null || Current.Elder.LeftOn is not null)
        {
            return Redirect($"/elders/{id}/plans");
        }

        Form = new EndForm
        {
            Id = Guid.CreateVersion7(clock.Now()).ToString(),
            Number = Plan.Plan.Number,
            On = $"{Today:yyyy-MM-dd}",
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid planId, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(id, planId, cancel))
        {
            return NotFound();
        }

        var result = await end.Run(user.Scope, user.Actor, id, planId, Form, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "帮扶方案已结束，各个版本仍可查看。";
            return Redirect($"/elders/{id}/plans");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        if (result.Refusals.Any(r => r.Code == PlanTarget.Stale.Code))
        {
            Plan = (await plans.One(planId, cancel))!;
            Form.Number = Plan.Plan.Number;
            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, Guid planId, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, Today, cancel))!;
        Plan = (await plans.One(planId, cancel))!;
        return Current is { Secrets: not null, Elder.MergedIntoId: null } && Plan?.Plan.PersonId == id;
    }
}
