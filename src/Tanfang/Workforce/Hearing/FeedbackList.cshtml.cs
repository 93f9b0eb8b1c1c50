using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Workforce.Hearing;

/// <summary>/feedback: what those of the area said, unanswered first; each is answered in words.</summary>
public sealed class FeedbackList(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    ActorNames names,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public sealed record Row(Feedback Said, string Text, string? Answer, string By, string? AnsweredBy, string? Place);

    [BindProperty]
    public Guid Said { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p, size, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var words = Words?.Trim() ?? "";
        if (words.Length is > 0 and <= Feedback.LongestAnswer && await Keep(words, cancel))
        {
            TempData["Flash"] = "答复已记下。";
            return Redirect("/feedback");
        }

        ModelState.AddModelError(
            nameof(Words),
            words.Length == 0 ? "没有写答复。请写打算怎么办"
                : words.Length > Feedback.LongestAnswer ? $"超过 {Feedback.LongestAnswer} 个字。请写短一些"
                : "找不到这一条，或已有人答复。请刷新页面看看"
        );
        await Load(null, null, cancel);
        return Page();
    }

    private IQueryable<Feedback> Theirs()
    {
        var places = db.Divisions.Within(user.Scope);
        return user.Scope.IsEverything ? db.Feedback : db.Feedback.Where(f => places.Any(d => d.Id == f.DivisionId));
    }

    private async Task<bool> Keep(string words, CancellationToken cancel)
    {
        var (now, answer) = (clock.Now(), Feedback.CloseAnswer(vault, Said, words));
        return await gate.Write(
            db,
            async () =>
            {
                var mine = await Theirs()
                    .Where(f => f.Id == Said && f.AnsweredAt == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(f => f.AnsweredAt, now)
                                .SetProperty(f => f.AnsweredBy, user.Actor.Id)
                                .SetProperty(f => f.Answer, answer),
                        cancel
                    );
                if (mine == 1)
                {
                    db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "feedback.answered", Said.ToString("N")));
                    await db.SaveChangesAsync(cancel);
                }

                return mine == 1;
            },
            cancel
        );
    }

    private async Task Load(int? p, int? size, CancellationToken cancel)
    {
        var said = Theirs().AsNoTracking();
        var (total, take) = (await said.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var shown = await said.OrderBy(f => f.AnsweredAt != null)
            .ThenByDescending(f => f.SentAt)
            .Skip((number - 1) * take)
            .Take(take)
            .ToListAsync(cancel);
        var who = await names.Of(shown.SelectMany(f => new[] { f.SentBy, f.AnsweredBy }), cancel);
        var places = await divisions.Named(shown.Select(f => f.DivisionId).OfType<int>(), cancel);
        Rows = new Page<Row>([.. shown.Select(RowOf)], number, take, total);

        Row RowOf(Feedback f)
        {
            var (text, answer) = f.Open(vault);
            var place = f.DivisionId is { } id ? places[id].Path : null;
            return new Row(f, text, answer, who[f.SentBy], f.AnsweredBy is { } by ? who[by] : null, place);
        }
    }
}
