using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Divisions.Browsing;

/// <summary>/divisions/{id}: what lies above and below, how many people live there, what became of it.</summary>
public sealed class DivisionPage(DivisionLookup lookup, TanfangDb db, CurrentUser user, TimeProvider clock) : PageModel
{
    public sealed record Happened(Guid Id, string Sentence);

    public Division Division { get; private set; } = null!;

    public IReadOnlyList<Division> Above { get; private set; } = [];

    public IReadOnlyList<Division> Below { get; private set; } = [];

    /// <summary>Where its people went, when it was withdrawn.</summary>
    public IReadOnlyList<NamedDivision> Successors { get; private set; } = [];

    /// <summary>What it was called before, the latest first.</summary>
    public IReadOnlyList<FormerName> Former { get; private set; } = [];

    /// <summary>The changes that made, ended or renamed it, and those that wait for their day.</summary>
    public IReadOnlyList<Happened> History { get; private set; } = [];

    /// <summary>Those in the register who live here or below, within the reader's scope.</summary>
    public int People { get; private set; }

    public bool CanChange =>
        Division.Level >= DivisionLevel.Township && Division.ValidUntil is null && user.Scope.Covers(Division);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (await lookup.ById(id, cancel) is not { } division)
        {
            return NotFound();
        }

        var today = clock.Today();
        Division = division;
        Above = await lookup.Ancestors(division, cancel);
        Below = await lookup.Children(id, today, cancel, withdrawnToo: true);
        if (!division.IsValidOn(today))
        {
            Successors = await lookup.Named([.. await lookup.Successors(division, today, cancel)], cancel);
        }

        Former = await db
            .FormerNames.AsNoTracking()
            .Where(n => n.DivisionId == id)
            .OrderByDescending(n => n.Until)
            .ToListAsync(cancel);
        await Tell(id, cancel);
        var homes = db.Divisions.Within(id);
        People = await db.EldersOf(user.Scope)
            .CountAsync(e => e.LeftOn == null && homes.Any(d => d.Id == e.HomeId), cancel);
        return Page();
    }

    private async Task Tell(int id, CancellationToken cancel)
    {
        var changes = await db
            .DivisionChanges.AsNoTracking()
            .Where(c => c.State == ChangeState.Effective || c.State == ChangeState.Planned)
            .Where(c => db.DivisionChangeParts.Any(p => p.ChangeId == c.Id && p.DivisionId == id))
            .OrderByDescending(c => c.On)
            .ToListAsync(cancel);
        var ids = changes.Select(c => c.Id).ToList();
        var parts = await db
            .DivisionChangeParts.AsNoTracking()
            .Where(p => ids.Contains(p.ChangeId))
            .ToListAsync(cancel);
        History =
        [
            .. changes.Select(c => new Happened(
                c.Id,
                $"{c.On:yyyy-MM-dd} 起，{ChangeWords.Sentence(c.Kind, parts.Where(p => p.ChangeId == c.Id))}（{ChangeWords.State(c.State)}）"
            )),
        ];
    }
}
