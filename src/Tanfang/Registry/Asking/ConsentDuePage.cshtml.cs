using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Asking;

/// <summary>/elders/consent-due?days=: who is asked (again) whether they want to be visited; each answer is a new dated fact.</summary>
public sealed class ConsentDuePage(
    TanfangDb db,
    DueConsent due,
    DivisionLookup divisions,
    RegistryWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <param name="LastAsked">When the wish was given last; null when never.</param>
    public sealed record Row(
        Guid Id,
        string Name,
        int HomeId,
        ConsentState Consent,
        DateOnly? LastAsked,
        DateOnly AskOn
    );

    public static IReadOnlyList<(int Days, string Word)> Horizons { get; } =
    [(0, "已到期"), (30, "三十天内到期"), (90, "九十天内到期")];

    public int Days { get; private set; }

    public RegistryWords Words => words;

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Homes { get; private set; } = new Dictionary<int, NamedDivision>();

    public DateOnly Today { get; } = clock.Today();

    public async Task OnGetAsync(int? days, int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        Days = Horizons.Any(h => h.Days == days) ? days!.Value : 0;
        var people = due.Those(user.Scope, Today.AddDays(Days)).AsNoTracking();
        var (total, take) = (await people.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var elders = await people
            .Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new { e, d.Code })
            .OrderBy(x => x.Code)
            .ThenBy(x => x.e.PinyinKey)
            .ThenBy(x => x.e.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .Select(x => x.e)
            .ToListAsync(cancel);
        var ids = elders.Select(e => e.Id).ToList();
        var facts = (
            await db.ElderFacts.AsNoTracking().Where(f => ids.Contains(f.ElderId)).ToListAsync(cancel)
        ).ToLookup(f => f.ElderId);
        Homes = await divisions.Named(elders.Select(e => e.HomeId), cancel);
        Rows = new Page<Row>([.. elders.Select(e => Of(e, facts[e.Id]))], number, take, total);
    }

    private Row Of(Elder elder, IEnumerable<ElderFact> facts)
    {
        var state = ElderNow.On(facts, Today);
        var last = state.Consent?.Key == "notAsked" ? null : state.Consent?.On;
        return new Row(elder.Id, elder.Name, elder.HomeId, elder.ConsentNow, last, AskAgain.On(state, words) ?? Today);
    }
}
