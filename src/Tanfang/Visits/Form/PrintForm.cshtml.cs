using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>
/// The official form on paper, in two copies. The paper wants names, numbers and phones whole: whoever reads people masked says first what for, and each
/// printing is written down.
/// </summary>
public sealed class PrintFormModel(
    TanfangDb db,
    WriteGate gate,
    CurrentUser user,
    TimeProvider clock,
    FillForm fill,
    UnmaskPerson unmask
) : PageModel
{
    public OfficialFormModel Form { get; private set; } = OfficialFormModel.Blank;

    public string Back { get; private set; } = "/";

    /// <summary>Where the purpose goes; null when the form is whole already.</summary>
    public string? AskAt { get; private set; }

    public async Task<IActionResult> OnGet(
        Guid elderId,
        [FromQuery] Guid[] visit,
        [FromQuery] Guid[] care,
        CancellationToken cancel
    )
    {
        if (await Fill(elderId, visit, care, cancel) is not { } form)
            return NotFound();
        if (user.Masks)
        {
            (Form, AskAt) = (form.Masked(), Request.Path + Request.QueryString);
            return Page();
        }

        await Record(elderId, visit, care, cancel);
        Form = form;
        return Page();
    }

    public async Task<IActionResult> OnPost(
        Guid elderId,
        [FromQuery] Guid[] visit,
        [FromQuery] Guid[] care,
        [FromForm] string? purpose,
        CancellationToken cancel
    )
    {
        if (await Fill(elderId, visit, care, cancel) is not { } form)
            return NotFound();
        if (await unmask.Run(user, elderId, purpose, cancel) is not { } result)
            return NotFound();
        if (!result.Succeeded)
        {
            ModelState.AddModelError(nameof(purpose), result.Refusals[0].Sentence);
            (Form, AskAt) = (form.Masked(), Request.Path + Request.QueryString);
            return Page();
        }

        await Record(elderId, visit, care, cancel);
        Form = form;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task<OfficialFormModel?> Fill(Guid elderId, Guid[] visit, Guid[] care, CancellationToken cancel)
    {
        AnswerHeaders.AllowOwnPictures(Response);
        Back = visit.Length > 0 ? $"/visits/{visit[0]}" : $"/elders/{elderId}";
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        return elder is { WrappedKey: not null }
            ? await fill.Run(user, elder, [.. visit.Distinct()], [.. care.Distinct()], cancel)
            : null;
    }

    private Task<int> Record(Guid elderId, Guid[] visit, Guid[] care, CancellationToken cancel) =>
        gate.Write(
            db,
            () =>
            {
                var detail = $"visits={visit.Length},care={care.Length}";
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "form.printed", elderId.ToString("N"), detail));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
}
