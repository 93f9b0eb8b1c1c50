using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>Somebody behind a number, and why they are in it.</summary>
public sealed record PersonInRate(Guid ElderId, string Name, int HomeId, IReadOnlyList<string> Reasons);

/// <summary>为什么没算: the people behind a number of the rates, each with the obligations that put them there; only within the scope.</summary>
public sealed class FindPeople(
    TanfangDb db,
    LedgerTime time,
    MonthLedger ledger,
    OverdueAsOf overdue,
    OverdueHomes places,
    RuleWords words
)
{
    private Dictionary<Guid, Overdue> late = [];

    public async Task<(FigureTime When, Page<PersonInRate> People)> Run(
        Scope scope,
        RateQuestion asked,
        RateBucket bucket,
        int page,
        int size,
        CancellationToken cancel
    )
    {
        var when = await time.Resolve(asked.AsOf, cancel);
        var ids = await Ids(asked, bucket, when, cancel);
        var people = db.FilesOf(scope).AsNoTracking().Where(e => ids.Contains(e.Id));
        var total = await people.CountAsync(cancel);
        var rows = await people
            .Join(db.Divisions, e => e.HomeId, d => d.Id, (e, d) => new { Elder = e, d.Code })
            .OrderBy(r => r.Code)
            .ThenBy(r => r.Elder.PinyinKey)
            .ThenBy(r => r.Elder.Id)
            .Skip((page - 1) * size)
            .Take(size)
            .Select(r => r.Elder)
            .ToListAsync(cancel);
        var shown = rows.Select(e => e.Id).ToList();
        var why = await Reasons(asked, bucket, when, shown, cancel);
        var items = rows.Select(e => new PersonInRate(e.Id, e.Name, e.HomeId, [.. why[e.Id]])).ToList();
        return (when, new Page<PersonInRate>(items, page, size, total));
    }

    /// <summary>Everybody in the bucket; a set of the store, not of this program, wherever it can be.</summary>
    private async Task<IQueryable<Guid>> Ids(
        RateQuestion asked,
        RateBucket bucket,
        FigureTime when,
        CancellationToken cancel
    )
    {
        if (bucket == RateBucket.Weekly)
        {
            return ledger
                .Weekly(asked, when)
                .Where(r => r.State != ObligationState.Fulfilled || r.Substituted)
                .Select(r => r.ElderId);
        }

        if (bucket != RateBucket.Overdue)
        {
            return ledger.People(asked, when).Where(In(bucket)).Select(p => p.ElderId);
        }

        var treeDay = RateQuestion.TreeDay(asked.Month, when.AsOf);
        if (when.IsNow && !await places.Moved(treeDay, cancel))
        {
            return db
                .Elders.Where(e =>
                    e.OverdueSince != null && db.Divisions.Within(asked.Division.Id).Any(d => d.Id == e.HomeId)
                )
                .Select(e => e.Id);
        }

        if (!when.IsNow)
        {
            late = (await overdue.Run(when.AsOf, cancel)).ToDictionary(o => o.ElderId, o => o.Overdue);
        }

        var then = await places.Run(when, treeDay, cancel);
        var homes = then.Values.Distinct().ToList();
        var within = await db
            .Divisions.Within(asked.Division.Id)
            .Where(d => homes.Contains(d.Id))
            .Select(d => d.Id)
            .ToListAsync(cancel);
        var ids = then.Where(o => within.Contains(o.Value)).Select(o => o.Key).ToList();
        return db.Elders.Where(e => ids.Contains(e.Id)).Select(e => e.Id);
    }

    private static Expression<Func<PersonInMonth, bool>> In(RateBucket bucket) =>
        bucket switch
        {
            RateBucket.Counted => p => p.Counted == 1,
            RateBucket.Visited => p => p.Counted == 1 && p.Unfulfilled == 0,
            RateBucket.NotVisited => p => p.Counted == 1 && p.Unfulfilled == 1,
            RateBucket.OnSite => p => p.Counted == 1 && p.Unfulfilled == 0 && p.OnSite == 1,
            RateBucket.Excused => p => p.Counted == 0 && p.Excused == 1,
            RateBucket.Refused => p => p.Counted == 0 && p.Excused == 0 && p.Refused == 1,
            RateBucket.NotYetDue => p => p.Counted == 0 && p.Excused == 0 && p.Refused == 0 && p.NotYetDue == 1,
            _ => p => p.Counted == 1 || p.Excused == 1 || p.Refused == 1 || p.NotYetDue == 1,
        };

    private async Task<ILookup<Guid, string>> Reasons(
        RateQuestion asked,
        RateBucket bucket,
        FigureTime when,
        List<Guid> elders,
        CancellationToken cancel
    )
    {
        if (bucket == RateBucket.Overdue)
        {
            var since = when.IsNow ? await Late(elders, cancel) : late;
            return elders.ToLookup(
                id => id,
                id => $"{words.Name(since[id].Rule)}，{since[id].Since:yyyy-MM-dd} 起逾期"
            );
        }

        var month = bucket == RateBucket.Weekly ? ledger.Weekly(asked, when) : ledger.Monthly(asked, when);
        var obligations = await month.Where(r => elders.Contains(r.ElderId)).OrderBy(r => r.Until).ToListAsync(cancel);
        return obligations.ToLookup(r => r.ElderId, Sentence);
    }

    private async Task<Dictionary<Guid, Overdue>> Late(List<Guid> elders, CancellationToken cancel) =>
        await db
            .Elders.Where(e => elders.Contains(e.Id) && e.OverdueSince != null)
            .ToDictionaryAsync(e => e.Id, e => new Overdue(e.OverdueSince!.Value, e.OverdueRule!), cancel);

    private string Sentence(MonthRow row) =>
        $"{words.Name(row.Rule)} {row.From:MM-dd} 至 {row.Until.AddDays(-1):MM-dd}：{RuleWords.State(row.State)}"
        + (
            row.On is { } on
                ? $"（{on:MM-dd}{(row.OnSite ? "，含上门" : "")}{(row.Substituted ? "，封控期间远程代替" : "")}）"
                : ""
        )
        + (row.Why is { } why ? $"（{Whys.Sentence(why)}）" : "");
}
