using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors.Issuing;

/// <summary>/elders/{id}/door/card: the card itself, for the browser to print; nothing on it is about anybody.</summary>
public sealed class CardPage(TanfangDb db, KeepDoor keep, CurrentUser user) : PageModel
{
    public string Code { get; private set; } = "";

    public (string Path, int Size) Picture { get; private set; }

    /// <param name="card">Null = the newest.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, Guid? card, CancellationToken cancel)
    {
        var cards = await db.EldersOf(user.Scope).AnyAsync(e => e.Id == id, cancel) ? await keep.Good(id, cancel) : [];
        if (cards.FirstOrDefault(c => card is null || c.Id == card) is not { } found)
        {
            return NotFound();
        }

        Code = found.Text;
        Picture = QrCode.Draw($"{Request.Scheme}://{Request.Host}/d/{Code}");
        return Page();
    }
}
