using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>What is wanted of one person: overdue since a day, or due on a day.</summary>
public sealed record UrgentDuty(string Rule, DateOnly Until, bool Overdue)
{
    /// <summary>The last day on which it was or is in time.</summary>
    public DateOnly DueOn => Until.AddDays(-1);
}

/// <summary>Somebody overdue or due soon, with what is wanted, the oldest first.</summary>
public sealed record UrgentElder(Guid ElderId, string Name, NamedDivision Home, IReadOnlyList<UrgentDuty> Duties)
{
    public bool Overdue => Duties[0].Overdue;
}

/// <summary>The people of one responsible person, or of nobody, in administrative order.</summary>
public sealed record UrgentGroup(Guid? VisitorId, string? Visitor, IReadOnlyList<UrgentElder> Elders)
{
    public int Overdue => Elders.Count(e => e.Overdue);

    public int DueSoon => Elders.Count - Overdue;

    /// <summary>无责任人 is an answer too: somebody has to be found.</summary>
    public string Name => Visitor ?? "未确定责任人";

    /// <summary>What stands for it in an address.</summary>
    public string Key => VisitorId?.ToString("N") ?? "none";
}

/// <summary>催办: who is overdue or due within some days, by the person responsible today; within the scope of the reader.</summary>
public sealed class FindUrgent(TanfangDb db, DivisionLookup divisions, TimeProvider clock)
{
    /// <param name="divisionId">The division with everything below it; null = all.</param>
    /// <param name="days">Due today or on one of so many days after; 0 = today only.</param>
    public async Task<IReadOnlyList<UrgentGroup>> Run(Scope scope, int? divisionId, int days, CancellationToken cancel)
    {
        var today = clock.Today();
        var until = today.AddDays(days + 1);
        var people = db.EldersOf(scope).AsNoTracking();
        if (divisionId is { } id)
        {
            people = people.Where(e => db.Divisions.Within(id).Any(d => d.Id == e.HomeId));
        }

        var late = await people
            .Where(e => e.OverdueSince != null)
            .Select(e => new Row(e.Id, e.Name, e.HomeId, e.PinyinKey, e.OverdueRule!, e.OverdueSince!.Value, true))
            .ToListAsync(cancel);
        var soon = await db
            .Obligations.Where(o => o.State == ObligationState.Due && o.Until > today && o.Until <= until)
            .Join(
                people,
                o => o.ElderId,
                e => e.Id,
                (o, e) => new Row(e.Id, e.Name, e.HomeId, e.PinyinKey, o.Rule, o.Until, false)
            )
            .ToListAsync(cancel);
        var rows = late.Concat(soon).ToList();
        var homes = await divisions.Named(rows.Select(r => r.HomeId), cancel);
        var responsible = await Responsible(people, today, cancel);
        return
        [
            .. rows.GroupBy(r => r.Id)
                .Select(g => (First: g.First(), Elder: ElderOf([.. g], homes)))
                .OrderBy(x => x.Elder.Home.Division.Code, StringComparer.Ordinal)
                .ThenBy(x => !x.Elder.Overdue)
                .ThenBy(x => x.First.PinyinKey, StringComparer.Ordinal)
                .GroupBy(x => responsible.GetValueOrDefault(x.First.Id))
                .Select(g => new UrgentGroup(g.Key?.Id, g.Key?.Name, [.. g.Select(x => x.Elder)]))
                .OrderBy(g => g.VisitorId is null),
        ];
    }

    private async Task<Dictionary<Guid, Who>> Responsible(
        IQueryable<Elder> people,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Responsibilities.Where(r => r.From <= today && (r.Until == null || r.Until > today))
            .Where(r => people.Any(e => e.Id == r.ElderId))
            .Join(db.Visitors, r => r.VisitorId, v => v.Id, (r, v) => new { r.ElderId, Who = new Who(v.Id, v.Name) })
            .ToListAsync(cancel);
        return rows.GroupBy(r => r.ElderId).ToDictionary(g => g.Key, g => g.First().Who);
    }

    private static UrgentElder ElderOf(List<Row> rows, IReadOnlyDictionary<int, NamedDivision> homes) =>
        new(
            rows[0].Id,
            rows[0].Name,
            homes[rows[0].HomeId],
            [
                .. rows.Select(r => new UrgentDuty(r.Rule, r.Until, r.Overdue))
                    .OrderBy(d => !d.Overdue)
                    .ThenBy(d => d.Until)
                    .ThenBy(d => d.Rule, StringComparer.Ordinal),
            ]
        );

    private sealed record Who(Guid Id, string Name);

    private sealed record Row(
        Guid Id,
        string Name,
        int HomeId,
        string PinyinKey,
        string Rule,
        DateOnly Until,
        bool Overdue
    );
}
