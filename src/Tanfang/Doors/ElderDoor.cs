using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Doors.Answering;
using Tanfang.Doors.Issuing;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Doors;

/// <summary>Model of the box on an elder's page.</summary>
/// <param name="Notes">The newest ten; one that waits stands in it however old it is.</param>
public sealed record ElderDoorLines(
    Guid ElderId,
    IReadOnlyList<DoorCard> Cards,
    IReadOnlyList<NoteOpened> Notes,
    bool MayIssue
);

/// <summary>The card at the door and what was said there, for the elder's page.</summary>
public sealed class ElderDoor(TanfangDb db, KeepDoor keep, WaitingNotes notes, ReadNotes read, CurrentUser user)
    : ViewComponent
{
    private const int Shown = 10;

    public async Task<IViewComponentResult> InvokeAsync(Guid elderId)
    {
        var cancel = HttpContext.RequestAborted;
        var files = (await MergedFiles.Read(db, [elderId], cancel)).ReadUnder(elderId);
        var rows = await notes
            .Of(user.Scope)
            .AsNoTracking()
            .Where(n => files.Contains(n.ElderId))
            .OrderByDescending(n => n.NeedsLook && n.AnsweredAt == null)
            .ThenByDescending(n => n.At)
            .Take(Shown)
            .ToListAsync(cancel);
        return View(
            "/Doors/Answering/ElderDoor.cshtml",
            new ElderDoorLines(
                elderId,
                await keep.Good(elderId, cancel),
                await read.Open(rows, cancel),
                Rooms.May(HttpContext, Right.Files)
            )
        );
    }
}
