using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>
/// The official form on paper, in two copies. It shows numbers and phones unmasked, as the paper wants them; so each
/// printing is written down.
/// </summary>
public sealed class PrintFormModel(TanfangDb db, WriteGate gate, CurrentUser user, TimeProvider clock, FillForm fill)
    : PageModel
{
    public OfficialFormModel Form { get; private set; } = OfficialFormModel.Blank;

    public string Back { get; private set; } = "/";

    public async Task<IActionResult> OnGet(
        Guid elderId,
        [FromQuery] Guid[] visit,
        [FromQuery] Guid[] care,
        CancellationToken cancel
    )
    {
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == elderId, cancel);
        if (elder is not { WrappedKey: not null })
            return NotFound();
        if (await fill.Run(user, elder, [.. visit.Distinct()], [.. care.Distinct()], cancel) is not { } form)
            return NotFound();
        await gate.Write(
            db,
            () =>
            {
                var detail = $"visits={visit.Length},care={care.Length}";
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "form.printed", elderId.ToString("N"), detail));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        Form = form;
        Back = visit.Length > 0 ? $"/visits/{visit[0]}" : $"/elders/{elderId}";
        return Page();
    }
}
