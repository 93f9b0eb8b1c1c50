using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Obligations.Finding;

/// <summary>Which obligations a list shows; each has its own address.</summary>
public enum ObligationFilter
{
    Overdue,
    Today,
    Week,
    Done,
}

/// <summary>What is asked of the list of obligations.</summary>
public sealed record ObligationQuestion(
    ObligationFilter Filter,
    int? DivisionId,
    string? Rule,
    string? Sort,
    int Page,
    int Size
);

/// <summary>One obligation, or one overdue elder, in the list.</summary>
public sealed record ObligationItem(
    Guid ElderId,
    string Name,
    int HomeId,
    string Rule,
    DateOnly From,
    DateOnly Until,
    int AtLeast,
    ObligationState State,
    DateOnly? DoneOn,
    DateOnly? OverdueSince
);

/// <summary>应访名单: what is due today or this week, what is done, who is overdue; within the scope of the reader.</summary>
public sealed class FindObligations(TanfangDb db, TimeProvider clock)
{
    public async Task<Page<ObligationItem>> Run(Scope scope, ObligationQuestion asked, CancellationToken cancel)
    {
        var rows = Rows(scope, asked);
        var total = await rows.CountAsync(cancel);
        var ordered = asked.Sort switch
        {
            "name" => rows.OrderBy(r => r.Elder.PinyinKey).ThenBy(r => r.Until),
            "place" => rows.OrderBy(r => r.HomeCode).ThenBy(r => r.Elder.PinyinKey),
            _ => rows.OrderBy(r => r.Until).ThenBy(r => r.HomeCode).ThenBy(r => r.Elder.PinyinKey),
        };
        var items = await ordered
            .ThenBy(r => r.Elder.Id)
            .ThenBy(r => r.Rule)
            .Skip((asked.Page - 1) * asked.Size)
            .Take(asked.Size)
            .Select(r => new ObligationItem(
                r.Elder.Id,
                r.Elder.Name,
                r.Elder.HomeId,
                r.Rule,
                r.From,
                r.Until,
                r.AtLeast,
                r.State,
                r.DoneOn,
                r.Elder.OverdueSince
            ))
            .ToListAsync(cancel);
        return new Page<ObligationItem>(items, asked.Page, asked.Size, total);
    }

    public Task<int> Count(Scope scope, ObligationFilter filter, int? divisionId, CancellationToken cancel) =>
        Rows(scope, new ObligationQuestion(filter, divisionId, null, null, 1, 1)).CountAsync(cancel);

    /// <summary>People rather than obligations: one may have several this week.</summary>
    public Task<int> CountPeople(Scope scope, ObligationFilter filter, int? divisionId, CancellationToken cancel) =>
        Rows(scope, new ObligationQuestion(filter, divisionId, null, null, 1, 1))
            .Select(r => r.Elder.Id)
            .Distinct()
            .CountAsync(cancel);

    private IQueryable<Row> Rows(Scope scope, ObligationQuestion asked)
    {
        var elders =
            from elder in db.EldersOf(scope).AsNoTracking()
            join home in asked.DivisionId is { } id ? db.Divisions.Within(id) : db.Divisions
                on elder.HomeId equals home.Id
            select new { elder, home.Code };
        if (asked.Filter == ObligationFilter.Overdue)
        {
            return from e in elders
                join o in db.Obligations
                    on new
                    {
                        e.elder.Id,
                        Until = e.elder.OverdueSince,
                        Rule = e.elder.OverdueRule,
                    } equals new
                    {
                        Id = o.ElderId,
                        Until = (DateOnly?)o.Until,
                        Rule = (string?)o.Rule,
                    }
                where o.State == ObligationState.Missed && (asked.Rule == null || o.Rule == asked.Rule)
                select new Row
                {
                    Elder = e.elder,
                    HomeCode = e.Code,
                    Rule = o.Rule,
                    From = o.From,
                    Until = o.Until,
                    AtLeast = o.AtLeast,
                    State = o.State,
                    DoneOn = o.StateOn,
                };
        }

        return from o in Open(asked.Filter)
            join e in elders on o.ElderId equals e.elder.Id
            where asked.Rule == null || o.Rule == asked.Rule
            select new Row
            {
                Elder = e.elder,
                HomeCode = e.Code,
                Rule = o.Rule,
                From = o.From,
                Until = o.Until,
                AtLeast = o.AtLeast,
                State = o.State,
                DoneOn = o.StateOn,
            };
    }

    private IQueryable<Obligation> Open(ObligationFilter filter)
    {
        var today = clock.Today();
        var tomorrow = today.AddDays(1);
        return filter switch
        {
            ObligationFilter.Today => db.Obligations.Where(o => o.State == ObligationState.Due && o.Until == tomorrow),
            ObligationFilter.Week => db.Obligations.DueThisWeek(today),
            _ => db.Obligations.Where(o => o.State == ObligationState.Fulfilled && o.Until > today && o.From <= today),
        };
    }

    private sealed class Row
    {
        public required Elder Elder { get; init; }

        public required string HomeCode { get; init; }

        public required string Rule { get; init; }

        public required DateOnly From { get; init; }

        public required DateOnly Until { get; init; }

        public required int AtLeast { get; init; }

        public required ObligationState State { get; init; }

        public required DateOnly? DoneOn { get; init; }
    }
}
