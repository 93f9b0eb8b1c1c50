using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Obligations.Finding;
using Tanfang.Obligations.Rating;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Obligations.Desk;

/// <summary>Something that waits for somebody; the number leads to it. Null: it could not be read just now.</summary>
public sealed record Waiting(string Word, string Unit, int? Count, string Url, string Hint);

/// <summary>What the desk shows of a month; null when there is nobody.</summary>
public sealed record DeskFigures(NamedDivision Area, DateOnly Month, MonthRatesAnswer Answer);

/// <summary>工作台: what needs somebody today. Each part is read by itself and may fail by itself.</summary>
public sealed class ReadDesk(
    TanfangDb db,
    FindObligations obligations,
    FindOverdue overdue,
    UnassignedElders unassigned,
    StaleFiles stale,
    DueConsent consent,
    OfficeArea area,
    MonthRates rates,
    TimeProvider clock,
    ILogger<ReadDesk> log
)
{
    public DateOnly Today => clock.Today();

    public Task<bool> IsEmpty(CancellationToken cancel) => NoElders(cancel);

    public Task<bool> IsDemo(CancellationToken cancel) => db.StoreInfo.AnyAsync(i => i.Key == StoreInfo.Demo, cancel);

    public async Task<IReadOnlyList<Waiting>> Waiting(Scope scope, CancellationToken cancel) =>
        [
            new(
                "逾期老人",
                "人",
                await Try(() => overdue.Count(scope, null, cancel)),
                "/obligations?show=overdue",
                "到期未访，此后也没有合格探访"
            ),
            new(
                "今天到期",
                "人",
                await Try(() => obligations.CountPeople(scope, ObligationFilter.Today, null, cancel)),
                "/obligations?show=today",
                "过了今天就逾期"
            ),
            new(
                "本周到期",
                "人",
                await Try(() => obligations.CountPeople(scope, ObligationFilter.Week, null, cancel)),
                "/obligations?show=week",
                "周日以前要访到"
            ),
            new(
                "无人负责",
                "人",
                await Try(() => unassigned.Count(scope, cancel)),
                "/elders/unassigned",
                "还没有确定探访责任人"
            ),
            new(
                "档案待核对",
                "人",
                await Try(() => stale.Count(scope, cancel)),
                "/elders/stale",
                "缺必填项，或太久没有核对"
            ),
            new(
                "该征询意愿",
                "人",
                await Try(() => consent.Count(scope, cancel)),
                "/elders/consent-due",
                "拒绝的到期再问，没问过的要问"
            ),
            new(
                "待审变更",
                "条",
                await Try(() => stale.CountProposals(scope, cancel)),
                "/changes",
                "排查和走访发现与档案不同"
            ),
            new(
                "待处理记录",
                "条",
                await Try(() => db.Quarantine.CountAsync(q => q.ResolvedAt == null, cancel)),
                "/quarantine",
                "现场送来、不能直接收下的记录"
            ),
            new(
                "导入复核",
                "条",
                await Try(() => db.ImportReviews.CountAsync(r => r.Resolution == null, cancel)),
                "/import",
                "像是已有的老人，请人认定"
            ),
        ];

    public async Task<DeskFigures?> Figures(CancellationToken cancel)
    {
        if (await area.Find(cancel) is not { } found)
        {
            return null;
        }

        var month = new DateOnly(Today.Year, Today.Month, 1);
        return new DeskFigures(found, month, await rates.Run(found.Division, month, null, cancel));
    }

    public Task<DailyRun?> LastRun(CancellationToken cancel) =>
        db
            .DailyRuns.AsNoTracking()
            .Where(r => r.FinishedAt != null)
            .OrderByDescending(r => r.Day)
            .FirstOrDefaultAsync(cancel);

    private async Task<bool> NoElders(CancellationToken cancel) => !await db.Elders.AnyAsync(cancel);

    private async Task<int?> Try(Func<Task<int>> count)
    {
        try
        {
            return await count();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "a part of the desk could not be read");
            return null;
        }
    }
}
