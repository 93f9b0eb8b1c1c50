using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Care.Planning;

/// <summary>/elders/{id}/plan makes a plan; /elders/{id}/plan/{planId} goes through it or changes it, on the version that was shown.</summary>
public sealed class PlanPage(
    MakePlan make,
    RevisePlan revise,
    ReadPlans plans,
    ReadElder read,
    VisitorChoices choices,
    PlanWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    private const int EmptyLines = 2;

    [BindProperty]
    public PlanForm Form { get; set; } = new();

    public ElderFile Current { get; private set; } = null!;

    /// <summary>Null while a plan is made.</summary>
    public PlanOpened? Plan { get; private set; }

    public PlanWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    /// <summary>The plan moved on while the form was open: what it says now is shown beside the form.</summary>
    public bool Conflict { get; private set; }

    /// <summary>Those who may be named, and whoever is named already.</summary>
    public IReadOnlyList<(string Id, string Label)> Visitors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? planId, CancellationToken cancel)
    {
        if (!await Load(id, planId, cancel))
        {
            return NotFound();
        }

        if (Plan?.Plan.EndedOn is not null || Current.Elder.LeftOn is not null)
        {
            return Redirect($"/elders/{id}/plans");
        }

        Form = Plan is null ? New() : Of(Plan);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? planId, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(id, planId, cancel))
        {
            return NotFound();
        }

        var result = planId is { } plan
            ? await revise.Run(user.Scope, user.Actor, id, plan, Form, cancel)
            : await make.Run(user.Scope, user.Actor, id, Form, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = planId is null ? "帮扶方案已制定。" : "帮扶方案已保存，原来的版本可以查看。";
            return Redirect($"/elders/{id}#plan");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        if (result.Refusals.Any(r => r.Code == PlanTarget.Stale.Code))
        {
            Plan = await plans.One(planId!.Value, cancel);
            Conflict = true;
            Form.Number = Plan!.Plan.Number;
            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        }

        Fill(Form.Lines);
        return Page();
    }

    private PlanForm New()
    {
        var responsible = Current.ResponsibleOn?.VisitorId.ToString();
        var form = new PlanForm
        {
            Id = Guid.CreateVersion7(clock.Now()).ToString(),
            On = $"{Today:yyyy-MM-dd}",
            Owner = Visitors.Any(v => v.Id == responsible) ? responsible : null,
        };
        Fill(form.Lines);
        return form;
    }

    private PlanForm Of(PlanOpened plan)
    {
        var newest = plan.Newest;
        var form = new PlanForm
        {
            Id = Guid.CreateVersion7(clock.Now()).ToString(),
            Number = plan.Plan.Number,
            On = $"{Today:yyyy-MM-dd}",
            Owner = newest.Row.OwnerId.ToString(),
            ReviewOn = $"{newest.Row.ReviewOn:yyyy-MM-dd}",
            Lines =
            [
                .. newest.Measures.Select(m => new PlanLine
                {
                    Origin = m.Row.Origin.ToString(),
                    Kind = m.Row.Kind,
                    What = m.What,
                    Visitor = m.Row.VisitorId?.ToString(),
                    Body = m.Body,
                    By = $"{m.Row.By:yyyy-MM-dd}",
                    DoneOn = m.Row.DoneOn is { } done ? $"{done:yyyy-MM-dd}" : null,
                }),
            ],
        };
        Fill(form.Lines);
        return form;
    }

    /// <summary>Empty lines to write on.</summary>
    private static void Fill(List<PlanLine> lines)
    {
        var missing = EmptyLines - lines.Count(l => l.IsEmpty) + (lines.Count == 0 ? 1 : 0);
        lines.AddRange(Enumerable.Range(0, Math.Max(0, missing)).Select(_ => new PlanLine()));
    }

    private async Task<bool> Load(Guid id, Guid? planId, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, Today, cancel))!;
        if (Current?.Secrets is null || Current.Elder.MergedIntoId is not null)
        {
            return false;
        }

        if (planId is { } wanted)
        {
            Plan = await plans.One(wanted, cancel);
            if (Plan?.Plan.PersonId != id)
            {
                return false;
            }
        }

        var home = Current.Home.Division;
        var offered = (await choices.In(user.Scope, [home.CountyId ?? 0], cancel))
            .OrderBy(c =>
                c.DivisionId == home.Id ? 0
                : c.DivisionId == home.TownshipId ? 1
                : 2
            )
            .Select(c => (c.Id.ToString(), c.Label));
        var already = Plan is null
            ? []
            : Plan
                .Newest.Measures.Where(m => m.Row.VisitorId is not null)
                .Select(m => (m.Row.VisitorId.ToString()!, $"{m.Visitor}（现有）"))
                .Prepend((Plan.Newest.Row.OwnerId.ToString(), $"{Plan.Newest.Owner}（现有）"));
        Visitors = [.. offered.Concat(already).DistinctBy(x => x.Item1)];
        return true;
    }
}
