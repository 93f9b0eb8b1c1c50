using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes: drafts, plans and what has taken effect, the newest first.</summary>
public sealed class ChangeList(TanfangDb db, CurrentUser user, TimeProvider clock) : PageModel
{
    public sealed record Row(DivisionChange Change, string Sentence, bool Undone);

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public Pager Pager => Pager.Of(Rows, "项", n => Link.To("/divisions/changes", ("p", n)));

    /// <summary>People in the register whose home has ended without one successor.</summary>
    public int Stranded { get; private set; }

    public IReadOnlyList<Division> StrandedIn { get; private set; } = [];

    public async Task OnGetAsync(int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        var places = db.Divisions.Within(user.Scope);
        var changes = db
            .DivisionChanges.AsNoTracking()
            .Where(c => c.State != ChangeState.Cancelled || c.ConfirmedAt != null)
            .Where(c =>
                user.Scope.IsEverything
                || db.DivisionChangeParts.Any(part => part.ChangeId == c.Id && places.Any(d => d.Id == part.DivisionId))
            );
        var total = await changes.CountAsync(cancel);
        var size = Page<Row>.DefaultSize;
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await changes
            .OrderBy(c => c.State)
            .ThenByDescending(c => c.On)
            .ThenByDescending(c => c.CreatedAt)
            .Skip((number - 1) * size)
            .Take(size)
            .ToListAsync(cancel);
        var ids = rows.Select(c => c.Id).ToList();
        var parts = await db
            .DivisionChangeParts.AsNoTracking()
            .Where(x => ids.Contains(x.ChangeId))
            .ToListAsync(cancel);
        var undone = await db
            .DivisionChanges.Where(c => c.State == ChangeState.Effective && ids.Contains(c.UndoesId!.Value))
            .Select(c => c.UndoesId)
            .ToListAsync(cancel);
        Rows = new Page<Row>(
            [
                .. rows.Select(c => new Row(
                    c,
                    ChangeWords.Sentence(c.Kind, parts.Where(x => x.ChangeId == c.Id)),
                    undone.Contains(c.Id)
                )),
            ],
            number,
            size,
            total
        );
        await Strand(cancel);
    }

    public string Address(Row row) =>
        row.Change.State == ChangeState.Draft
            ? $"/divisions/changes/{row.Change.Id}/places"
            : $"/divisions/changes/{row.Change.Id}";

    private async Task Strand(CancellationToken cancel)
    {
        var today = clock.Today();
        var people = db.EldersOf(user.Scope).Where(e => e.LeftOn == null);
        var homes = await people.Select(e => e.HomeId).Distinct().ToListAsync(cancel);
        StrandedIn = await db
            .Divisions.AsNoTracking()
            .Where(d => homes.Contains(d.Id) && d.ValidUntil <= today)
            .OrderBy(d => d.Code)
            .ToListAsync(cancel);
        var ended = StrandedIn.Select(d => d.Id).ToList();
        Stranded = ended.Count == 0 ? 0 : await people.CountAsync(e => ended.Contains(e.HomeId), cancel);
    }
}
