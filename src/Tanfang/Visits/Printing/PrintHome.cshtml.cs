using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Printing;

/// <summary>/print: choose whose forms, and what was printed lately.</summary>
public sealed class PrintHomeModel(
    TanfangDb db,
    PickDivision pick,
    ChooseElders choose,
    PlanPrint plan,
    RegistryWords words,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    /// <summary>all or week.</summary>
    [BindProperty]
    public string Whom { get; set; } = "all";

    [BindProperty]
    public string? Category { get; set; }

    public RegistryWords Words => words;

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "范围");

    public IReadOnlyList<PrintJob> Earlier { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Division,
            Choices = picked.Choices,
        };
        if (picked.Chosen is null && DivisionPicker.Wanted(Division, DivisionChoice) is not null)
        {
            ModelState.AddModelError(nameof(Division), picked.Problem);
            await Load(cancel);
            return Page();
        }

        var category = words.Knows(Category ?? "") ? Category : null;
        var question = new PrintQuestion(picked.Chosen?.Division.Id, category, Whom == "week");
        var people = await choose.Run(user.Scope, question, cancel);
        string[] what =
        [
            picked.Chosen?.Path ?? "全部",
            category is null ? "所有类别" : words.Name(category),
            Whom == "week" ? "本周到期" : "在册",
        ];
        return await Plan(string.Join('，', what), [.. people.Select(id => new SheetWish(id))], start: false, cancel);
    }

    /// <summary>One elder, from the elder's page.</summary>
    public Task<IActionResult> OnPostElderAsync(Guid elder, CancellationToken cancel) =>
        Plan("一位老人", [new SheetWish(elder)], start: false, cancel);

    /// <summary>The sheet of one visit, from its page.</summary>
    public async Task<IActionResult> OnPostVisitAsync(Guid visit, CancellationToken cancel)
    {
        var elder = await db
            .Visits.Where(v => v.Id == visit && !v.IsAttempt && v.ClosedAt == null)
            .Select(v => (Guid?)v.ElderId)
            .SingleOrDefaultAsync(cancel);
        return elder is { } id ? await Plan("一次探访", [new SheetWish(id, visit)], start: true, cancel) : NotFound();
    }

    private async Task<IActionResult> Plan(
        string what,
        IReadOnlyList<SheetWish> sheets,
        bool start,
        CancellationToken cancel
    )
    {
        var planned = await plan.Run(user, new PrintWish(what, PrintWish.AddressOf(Request), sheets), start, cancel);
        if (planned.Succeeded)
            return Redirect($"/print/{planned.Value}");
        ModelState.AddModelError("", planned.Refusals[0].Sentence);
        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel) =>
        Earlier = await db
            .PrintJobs.AsNoTracking()
            .Where(j => j.CreatedBy == user.Actor.Id)
            .OrderByDescending(j => j.CreatedAt)
            .Take(20)
            .ToListAsync(cancel);
}
