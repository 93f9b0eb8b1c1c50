using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Printing;

/// <summary>/print/{id}/sheets: the document itself, for the browser to print.</summary>
public sealed class PrintPagesModel(TanfangDb db, SheetForms sheets, CurrentUser user, TimeProvider clock) : PageModel
{
    public Guid Id { get; private set; }

    public IReadOnlyList<OfficialFormModel> Forms { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var job = await PrintEndpoints.Done(db, id, user, clock, cancel);
        if (job is null)
            return NotFound();
        var forms = new List<OfficialFormModel>();
        await foreach (var form in sheets.Read(job, user.Scope, cancel))
            forms.Add(form);
        (Id, Forms) = (id, forms);
        AnswerHeaders.AllowOwnPictures(Response);
        return forms.Count > 0 ? Page() : NotFound();
    }
}
