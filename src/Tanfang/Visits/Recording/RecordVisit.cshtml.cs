using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Recording;

/// <summary>记一次探访 at the desk.</summary>
public sealed class RecordVisitModel(
    TanfangDb db,
    CurrentUser user,
    TimeProvider clock,
    FindShown findShown,
    EnterRecord enter,
    FindSheet findSheet
) : SheetPage(clock, findShown, enter)
{
    /// <summary>The code of the blank form on which it was written.</summary>
    [BindProperty(Name = "sheet", SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>That form; null when there is none, or it is somebody else's.</summary>
    public FoundSheet? Paper { get; private set; }

    /// <param name="on">The day of the visit, when it was not today.</param>
    public async Task<IActionResult> OnGet(Guid elderId, DateOnly? on, CancellationToken cancel)
    {
        if (!await Find(elderId, cancel))
            return NotFound();
        var day = on is { } asked && asked <= Today ? asked : Today;
        Sheet["id"] = NewId();
        Sheet["happenedOn"] = $"{day:yyyy-MM-dd}";
        Sheet["signedByDesk"] = user.Actor.Name;
        Shown = await Earlier.LastOn(Elder, day, null, cancel);
        return Page();
    }

    public Task<IActionResult> OnPostUnchanged(Guid elderId, CancellationToken cancel) =>
        FillUnchanged(elderId, cancel);

    public async Task<IActionResult> OnPost(Guid elderId, CancellationToken cancel)
    {
        if (!await Reopen(elderId, cancel))
            return NotFound();
        var answer = await Save(null, null, n => $"已保存：第 {n} 次探访", cancel);
        if (answer is RedirectResult && Paper is not null)
            await findSheet.Link(Paper, Guid.Parse(Sheet["id"]!), cancel);
        return answer;
    }

    protected override async Task<bool> Find(Guid id, CancellationToken cancel)
    {
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        Elder = elder!;
        Paper = await findSheet.Run(user.Scope, Code, cancel) is { } found && found.PersonId == id ? found : null;
        return elder is { WrappedKey: not null };
    }
}
