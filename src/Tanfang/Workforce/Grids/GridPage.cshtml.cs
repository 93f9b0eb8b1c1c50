using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Workforce.Grids;

/// <summary>/grids/{id}: the people and the worker of one grid; splits it, merges it into another.</summary>
public sealed class GridPage(
    TanfangDb db,
    Vault vault,
    GridsOfDay grids,
    SplitGrid split,
    MergeGrid merge,
    StaffGrid staff,
    VisitorChoices choices,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <param name="Address">Group and door, opened; households of one door stand together.</param>
    public sealed record Person(Guid Id, string Name, Guid Household, string? Address, bool Chosen);

    public Grid Grid { get; private set; } = null!;

    public NamedDivision Place { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<(string Name, DateOnly From, DateOnly? Until)> Workers { get; private set; } = [];

    public IReadOnlyList<VisitorChoice> Choices { get; private set; } = [];

    public IReadOnlyList<Grid> Others { get; private set; } = [];

    public string? NewName { get; private set; }

    public string? Door { get; private set; }

    public DateOnly Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await Load(id, null, cancel) ? Page() : NotFound();

    /// <summary>Ticks those whose address begins so; nothing is written yet. Posted: an address is nothing for the address bar.</summary>
    public async Task<IActionResult> OnPostTickAsync(Guid id, string? door, string? name, CancellationToken cancel)
    {
        ModelState.Clear();
        (Door, NewName) = (door?.Trim(), name);
        var begins = Door;
        return await Load(
            id,
            p => begins is { Length: > 0 } && p.Address?.StartsWith(begins, StringComparison.Ordinal) == true,
            cancel
        )
            ? Page()
            : NotFound();
    }

    public async Task<IActionResult> OnPostSplitAsync(
        Guid id,
        string? name,
        List<Guid> elders,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        NewName = name;
        var result = await split.Run(user.Scope, user.Actor, id, name, elders, cancel);
        return result.Succeeded
            ? Done($"已拆分，勾选的老人今天起属于{name?.Trim()}。", result.Value)
            : await Again(id, elders, result.Refusals, cancel);
    }

    public async Task<IActionResult> OnPostMergeAsync(Guid id, Guid into, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await merge.Run(user.Scope, user.Actor, id, into, cancel);
        return result.Succeeded
            ? Done("已合并。以前的日子仍属于原来的网格。", into)
            : await Again(id, [], result.Refusals, cancel);
    }

    public async Task<IActionResult> OnPostWorkerAsync(Guid id, Guid? visitor, Follow follow, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await staff.Worker(user.Scope, user.Actor, id, visitor, follow, cancel);
        return result.Succeeded
            ? Done($"网格员已确定，{result.Value} 位老人的责任人随之改为网格员。", id)
            : await Again(id, [], result.Refusals, cancel);
    }

    private RedirectResult Done(string flash, Guid grid)
    {
        TempData["Flash"] = flash;
        return Redirect($"/grids/{grid}");
    }

    private async Task<IActionResult> Again(
        Guid id,
        List<Guid> chosen,
        IEnumerable<Refusal> refusals,
        CancellationToken cancel
    )
    {
        foreach (var refusal in refusals)
        {
            ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        }

        return await Load(id, p => chosen.Contains(p.Id), cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, Func<Person, bool>? chosen, CancellationToken cancel)
    {
        var all = db.Grids.AsNoTracking().Where(g => g.Id == id);
        if (
            await all.SingleOrDefaultAsync(cancel) is not { } grid
            || await divisions.Named(grid.DivisionId, cancel) is not { } place
            || !user.Scope.Covers(place.Division)
        )
        {
            return false;
        }

        (Grid, Place) = (grid, place);
        var elders = await grids.In(user.Scope, id, Today).AsNoTracking().ToListAsync(cancel);
        People =
        [
            .. elders
                .Select(e => new Person(e.Id, e.Name, e.HouseholdId ?? e.Id, Address(e), false))
                .Select(p => p with { Chosen = chosen?.Invoke(p) ?? false })
                .OrderBy(p => p.Address ?? "", StringComparer.Ordinal)
                .ThenBy(p => p.Household)
                .ThenBy(p => p.Id),
        ];
        var workers = await db
            .GridWorkers.Where(w => w.GridId == id)
            .Join(
                db.Visitors,
                w => w.VisitorId,
                v => v.Id,
                (w, v) =>
                    new
                    {
                        v.Name,
                        w.From,
                        w.Until,
                    }
            )
            .ToListAsync(cancel);
        Workers = [.. workers.OrderByDescending(w => w.From).Select(w => (w.Name, w.From, w.Until))];
        Choices = await choices.In(user.Scope, [place.Division.CountyId ?? 0], cancel);
        Others = await grids
            .Grids(user.Scope, Today)
            .AsNoTracking()
            .Where(g => g.DivisionId == grid.DivisionId && g.Id != id)
            .OrderBy(g => g.Name)
            .ToListAsync(cancel);
        return true;
    }

    private string? Address(Elder elder) =>
        elder.WrappedKey is null ? null : ElderSecrets.Open(vault.SealOf(elder), elder).Address;
}
