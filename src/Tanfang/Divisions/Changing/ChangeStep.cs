using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>A page of the wizard: the draft it works on, and where one comes from and goes to. What was saved stays in the store.</summary>
public abstract class ChangeStep(TanfangDb db, CurrentUser user) : PageModel
{
    public ChangeSheet Sheet { get; private set; } = null!;

    protected CurrentUser Me { get; } = user;

    public DivisionChange Change => Sheet.Change;

    /// <summary>The steps of this kind of change: address and name, in order.</summary>
    public IReadOnlyList<(string Path, string Name)> Steps =>
        [
            ("places", "区划"),
            .. Change.Kind == ChangeKind.Split ? [("people", "划定老人")] : Array.Empty<(string, string)>(),
            ("document", "文件和日期"),
            ("preview", "预览和确认"),
        ];

    /// <summary>Own part of the address.</summary>
    public abstract string Here { get; }

    public string At(string step) => $"/divisions/changes/{Change.Id}/{step}";

    public string Next => At(Steps.SkipWhile(s => s.Path != Here).Skip(1).Select(s => s.Path).FirstOrDefault() ?? Here);

    /// <returns>Null when the page can be shown; else what to answer.</returns>
    protected async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await ChangeSheet.Read(db, Me.Scope, id, cancel) is not { } sheet)
        {
            return NotFound();
        }

        Sheet = sheet;
        return Change.State == ChangeState.Draft ? null : Redirect($"/divisions/changes/{id}");
    }

    protected void Show(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }
    }
}
