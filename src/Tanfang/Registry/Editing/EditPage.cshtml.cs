using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>/elders/{id}/edit: the columns of the file. What somebody else changed meanwhile is shown beside what was typed.</summary>
public sealed class EditPage(EditElder edit, ReadElder read, CurrentUser user, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ElderForm Form { get; set; } = new();

    public ElderFile Current { get; private set; } = null!;

    /// <summary>Filled when the file moved on while the form was open.</summary>
    public IReadOnlyList<Difference>? Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        Form = ElderForm.Of(Current.Elder, Current.Secrets!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await edit.Run(user.Scope, user.Actor, id, Form, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "档案已保存。";
            return Redirect($"/elders/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field is { } field ? $"Form.{field}" : "", refusal.Sentence);
        }

        if (result.Refusals.Any(r => r.Code == FileChange.Stale.Code))
        {
            await Load(id, cancel);
            Conflict = Form.Against(Current.Elder, Current.Secrets!);
            // What was typed stays; saving again is a decision made before both versions.
            Form.Version = Current.Elder.Version;
            ModelState.Remove("Form.Version");
            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        return Current?.Secrets is not null;
    }
}
