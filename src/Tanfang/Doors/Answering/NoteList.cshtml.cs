using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;

namespace Tanfang.Doors.Answering;

/// <summary>/doors: what waits for somebody to look, the oldest first; and what was answered, the newest first.</summary>
public sealed class NoteList(WaitingNotes notes, ReadNotes read, AnswerNote answer, CurrentUser user) : PageModel
{
    [BindProperty]
    public Guid Note { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public bool Done { get; private set; }

    public Page<NoteOpened> Notes { get; private set; } = new([], 1, Page<NoteOpened>.DefaultSize, 0);

    public Task OnGetAsync(bool done, int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(done, p, size, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await answer.Run(user.Scope, user.Actor, Note, Words, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = "办理情况已记下。";
            return Redirect("/doors");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        await Load(false, null, null, cancel);
        return Page();
    }

    private async Task Load(bool done, int? p, int? size, CancellationToken cancel)
    {
        Done = done;
        var rows = notes.Of(user.Scope).AsNoTracking().Where(n => n.NeedsLook && (n.AnsweredAt != null) == done);
        var (total, take) = (await rows.CountAsync(cancel), Page<NoteOpened>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var ordered = done ? rows.OrderByDescending(n => n.At) : rows.OrderBy(n => n.At);
        var shown = await ordered.Skip((number - 1) * take).Take(take).ToListAsync(cancel);
        Notes = new Page<NoteOpened>(await read.Open(shown, cancel), number, take, total);
    }
}
