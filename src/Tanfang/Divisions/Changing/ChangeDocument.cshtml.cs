using Microsoft.AspNetCore.Mvc;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/{id}/document: by which document, and from which day.</summary>
public sealed class ChangeDocument(TanfangDb db, KeepDraft draft, CurrentUser user, TimeProvider clock)
    : ChangeStep(db, user)
{
    public override string Here => "document";

    [BindProperty]
    public string? DocumentTitle { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? DocumentOn { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    /// <summary>First day of the month that is still open.</summary>
    public DateOnly Open { get; } = new(clock.Today().Year, clock.Today().Month, 1);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        (DocumentTitle, Number) = (Change.DocumentTitle, Change.DocumentNumber);
        (DocumentOn, On) = (Change.DocumentOn, Change.On);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var saved = await draft.Document(Me.Scope, id, (DocumentTitle, Number, DocumentOn), On, cancel);
        Show(saved.Refusals);
        return saved.Succeeded ? Redirect(Next) : Page();
    }
}
