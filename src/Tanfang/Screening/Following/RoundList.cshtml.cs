using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Screening.Following;

/// <summary>/screenings: the rounds, those going on first.</summary>
public sealed class RoundList(TanfangDb db, DivisionLookup divisions, CurrentUser user, TimeProvider clock) : PageModel
{
    public sealed record Row(ScreeningRound Round, int Households, int Open);

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public DateOnly Today { get; } = clock.Today();

    public async Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        var rounds = db.RoundsOf(user.Scope).AsNoTracking();
        var (total, take) = (await rounds.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var items = await rounds
            .OrderBy(r => r.ClosedAt != null)
            .ThenByDescending(r => r.OpenedAt)
            .ThenBy(r => r.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .Select(r => new Row(
                r,
                db.ScreeningHouseholds.Count(h => h.RoundId == r.Id),
                db.ScreeningHouseholds.Count(h => h.RoundId == r.Id && h.State == ScreeningState.Open)
            ))
            .ToListAsync(cancel);
        Rows = new Page<Row>(items, number, take, total);
        Places = await divisions.Named(items.Select(r => r.Round.DivisionId), cancel);
    }
}
