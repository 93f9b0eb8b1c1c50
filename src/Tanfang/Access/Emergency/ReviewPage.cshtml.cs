using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access.Emergency;

/// <summary>/emergency-access/{id}: what was said when it was opened, what was read under it, and the verdict.</summary>
public sealed class ReviewPage(
    TanfangDb db,
    ReviewEmergency review,
    Vault vault,
    DivisionLookup divisions,
    ActorNames names,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public bool? Justified { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public EmergencyAccess Access { get; private set; } = null!;

    public string Who { get; private set; } = "";

    public string? Reviewer { get; private set; }

    public string Place { get; private set; } = "";

    public string Said { get; private set; } = "";

    public string? Verdict { get; private set; }

    /// <summary>How many files and lists were shown under it.</summary>
    public int Readings { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await Load(id, cancel))
        {
            return NotFound();
        }

        var done = await review.Run(id, Justified, Words, user, cancel);
        if (done.Succeeded)
        {
            TempData["Flash"] = "已复核。";
            return Redirect("/emergency-access");
        }

        foreach (var refusal in done.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (
            await db.EmergenciesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel)
            is not { } found
        )
        {
            return false;
        }

        Access = found;
        Who = await names.Of(found.AccountId.ToString("N"), cancel);
        Reviewer = found.ReviewedBy is { } by ? await names.Of(by, cancel) : null;
        Place = (await divisions.Named(found.DivisionId, cancel))!.Path;
        (Said, Verdict) = (found.WordsOf(vault), found.ReviewWordsOf(vault));
        var (actor, mark) = (found.AccountId.ToString("N"), EmergencyAccess.MarkOf(found.Id));
        Readings = await db.Changes.CountAsync(
            c =>
                c.ActorId == actor
                && c.At >= found.From
                && c.At < found.Until
                && c.Detail != null
                && c.Detail.Contains(mark),
            cancel
        );
        return true;
    }
}
