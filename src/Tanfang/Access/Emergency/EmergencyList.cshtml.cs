using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Emergency;

/// <summary>/emergency-access: opens another area of the own county; shows the own ones, and to the county all of its own, what waits for a review first.</summary>
public sealed class EmergencyList(
    TanfangDb db,
    OpenEmergency open,
    PickDivision pick,
    DivisionLookup divisions,
    ActorNames names,
    TimeProvider clock
) : PageModel
{
    private const int Most = 200;

    [BindProperty]
    public EmergencyReason? Reason { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Division { get; set; }

    [BindProperty]
    public string? DivisionChoice { get; set; }

    public DivisionPicker Picker { get; private set; } = new(nameof(Division), "要查看哪里（乡镇或村）");

    public IReadOnlyList<EmergencyAccess> Rows { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public bool MayReview { get; private set; }

    public DateTimeOffset Now { get; } = clock.Now();

    public Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (HttpContext.Features.Get<AskingUser>() is not { } me)
        {
            return NotFound();
        }

        var picked = await pick.Run(Division, DivisionChoice, cancel);
        Picker = Picker with { Text = picked.Chosen?.Path ?? Division, Choices = picked.Choices };
        var opened = await open.Run(me, Reason, Words, picked.Chosen?.Division, cancel);
        if (opened.Succeeded)
        {
            TempData["Flash"] =
                $"已开始应急查看，到 {ChinaTime.Show(opened.Value.Until)} 止，只能看不能改。县级工作人员已经看到，事后要复核。";
            return Redirect("/emergency-access");
        }

        foreach (var refusal in opened.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        var me = HttpContext.Features.Get<AskingUser>();
        MayReview = me?.Rights.HasFlag(Right.County) == true;
        var county = MayReview ? db.EmergenciesOf(me!.For(Right.County).Scope) : db.EmergencyAccesses.Where(e => false);
        var own = me?.Account.Id ?? Guid.Empty;
        Rows = await db
            .EmergencyAccesses.AsNoTracking()
            .Where(e => e.AccountId == own || county.Any(c => c.Id == e.Id))
            .OrderBy(e => e.ReviewedAt != null)
            .ThenByDescending(e => e.From)
            .Take(Most)
            .ToListAsync(cancel);
        Places = await divisions.Named(Rows.Select(r => r.DivisionId), cancel);
        Names = await names.Of(Rows.SelectMany(r => new[] { r.AccountId.ToString("N"), r.ReviewedBy }), cancel);
    }
}
