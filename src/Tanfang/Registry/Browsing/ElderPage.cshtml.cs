using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Registry.Browsing;

/// <summary>/elders/{id}?on=: the file as it stood on a day (today when not said).</summary>
public sealed class ElderPage(
    ReadElder read,
    AnswerableUnits units,
    TanfangDb db,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock,
    IViewComponentSelector components
) : PageModel
{
    /// <summary>
    /// What other modules put on the page: each offers a view component of this name (null: it brings its own heading) with the
    /// parameter Guid elderId and, if it wants, DateOnly on. One that does not exist leaves no trace.
    /// </summary>
    private static readonly (string Component, string? Heading)[] Slots =
    [
        ("ElderDuties", null),
        ("ElderEmergencies", null),
        ("ElderVisits", "探访记录"),
        ("ElderSheets", "印出的表"),
        ("ElderPlan", "分类帮扶方案"),
        ("ElderCare", "关爱服务"),
        ("ElderDoor", "门牌码和来讯"),
        ("ElderCompleteness", "档案完整与核对"),
        ("ElderMerges", null),
    ];

    public ElderFile Opened { get; private set; } = null!;

    /// <summary>The unit of whoever is responsible on that day; null when nobody is.</summary>
    public Answerable? Answerable { get; private set; }

    public RegistryWords Words => words;

    public DateOnly Today { get; } = clock.Today();

    public bool IsPast => Opened.On != Today;

    public IEnumerable<(string Component, string? Heading)> Filled =>
        Slots.Where(slot => components.SelectComponent(slot.Component) is not null);

    /// <summary>The day from which the wish is asked (again); null when it is known or the person is not in the register.</summary>
    public DateOnly? AskAgainOn => Opened.State.Enrolled ? AskAgain.On(Opened.State, words) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, DateOnly? on, CancellationToken cancel)
    {
        ModelState.Clear();
        var day = on is { } asked && asked <= Today ? asked : Today;
        if (await read.Run(user.Scope, id, day, cancel) is not { } file)
        {
            var isErased = await db.ErasedOf(user.Scope).AnyAsync(e => e.Id == id, cancel);
            return isErased ? Redirect($"/elders/{id}/erased") : NotFound();
        }

        Opened = file;
        Answerable = file.ResponsibleOn is { } who ? await units.Of(who.VisitorId, day, cancel) : null;
        return Page();
    }

    /// <summary>Why an assessed category needs an assessment (again); null when it does not.</summary>
    public string? Unassessed(ElderFact category) =>
        !words.Assessed.Contains(category.Key) ? null
        : category.AssessedOn is null ? "未评估，请安排评估"
        : category.AssessmentValidUntil <= Opened.On ? "评估已过期，请重新评估"
        : null;
}
