using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>A part of the file that is changed line by line on the version that was shown, with empty lines to add to.</summary>
public abstract class LinesPage<TLine>(ReadElder read, CurrentUser user, TimeProvider clock) : PageModel
    where TLine : IFileLine, new()
{
    private const int EmptyLines = 2;

    [BindProperty]
    public List<TLine> Lines { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    public ElderFile Current { get; private set; } = null!;

    /// <summary>The file moved on while the form was open: what it says now is shown beside the form.</summary>
    public bool Conflict { get; private set; }

    protected CurrentUser Reader => user;

    /// <summary>The lines as the file has them now.</summary>
    protected abstract IEnumerable<TLine> Known();

    protected abstract Task<Result<Guid>> Save(Guid id, CancellationToken cancel);

    protected abstract string Saved { get; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        Version = Current.Elder.Version;
        Lines = [.. Known(), .. Enumerable.Range(0, EmptyLines).Select(_ => new TLine())];
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

        var result = await Save(id, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = Saved;
            return Redirect($"/elders/{id}");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        if (result.Refusals.Any(r => r.Code == FileChange.Stale.Code))
        {
            await Load(id, cancel);
            ShowConflict();
        }

        return Page();
    }

    private void ShowConflict()
    {
        Conflict = true;
        Version = Current.Elder.Version;
        // A line of somebody who was removed meanwhile comes back as a new one.
        var still = Known().Select(line => line.Id).ToHashSet();
        Lines.ForEach(line => line.Id = still.Contains(line.Id) ? line.Id : null);
        ModelState.Remove(nameof(Version));
        for (var i = 0; i < Lines.Count; i++)
        {
            ModelState.Remove($"Lines[{i}].Id");
        }

        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        Current = (await read.Run(user.Scope, id, clock.Today(), cancel))!;
        return Current?.Secrets is not null;
    }
}

/// <summary>A line that may stand for a row of the file.</summary>
public interface IFileLine
{
    /// <summary>The row; null for a new one.</summary>
    Guid? Id { get; set; }
}
