using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Doors;
using Tanfang.Emergencies;
using Tanfang.Obligations.Finding;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Obligations.Desk;

/// <summary>Something that waits for somebody; the number leads to it. Null: it could not be read just now.</summary>
public sealed record Waiting(string Word, string Unit, int? Count, string Url, string Hint);

/// <summary>A part of the desk: what it shows, or that it could not be read just now.</summary>
public sealed record Part<T>(T? Value, bool Failed);

/// <summary>The last time somebody was reminded.</summary>
public sealed record LastReminder(DateTimeOffset At, string By, int Responsible, int People);

/// <summary>工作台: what needs somebody today. Each part is read by itself and may fail by itself.</summary>
public sealed class ReadDesk(
    TanfangDb db,
    FindObligations obligations,
    FindOverdue overdue,
    UnassignedElders unassigned,
    StaleFiles stale,
    DueConsent consent,
    DuePlans plans,
    WaitingNotes doors,
    FindEmergencies emergencies,
    ReadTable table,
    ComingTimes coming,
    TimeProvider clock,
    ILogger<ReadDesk> log
)
{
    public DateOnly Today => clock.Today();

    public Task<bool> IsEmpty(CancellationToken cancel) => NoElders(cancel);

    public Task<bool> IsDemo(CancellationToken cancel) => db.StoreInfo.AnyAsync(i => i.Key == StoreInfo.Demo, cancel);

    public async Task<IReadOnlyList<Waiting>> Waiting(Scope scope, CancellationToken cancel) =>
        [
            .. await Urgent(scope, cancel),
            await Count(
                () => overdue.Count(scope, null, cancel),
                new("逾期老人", "人", null, "/obligations?show=overdue", "到期未访，此后也没有合格探访")
            ),
            await Count(
                () => obligations.CountPeople(scope, ObligationFilter.Today, null, cancel),
                new("今天到期", "人", null, "/obligations?show=today", "过了今天就逾期")
            ),
            await Count(
                () => obligations.CountPeople(scope, ObligationFilter.Week, null, cancel),
                new("本周到期", "人", null, "/obligations?show=week", "周日以前要访到")
            ),
            await Count(
                () => doors.Count(scope, cancel),
                new("门牌来讯", "条", null, "/doors", "路过的人说需要有人去看看")
            ),
            await Count(
                () => unassigned.Count(scope, cancel),
                new("无人负责", "人", null, "/elders/unassigned", "还没有确定探访责任人")
            ),
            await Count(
                () => stale.Count(scope, cancel),
                new("档案待核对", "人", null, "/elders/stale", "缺必填项，或太久没有核对")
            ),
            await Count(
                () => consent.Count(scope, cancel),
                new("该征询意愿", "人", null, "/elders/consent-due", "拒绝的到期再问，没问过的要问")
            ),
            await Count(
                () => plans.Count(scope, cancel),
                new("帮扶待跟进", "份", null, "/plans", "复核或措施已过期，或责任人已不在岗")
            ),
            await Count(
                () => stale.CountProposals(scope, cancel),
                new("待审变更", "条", null, "/changes", "排查和走访发现与档案不同")
            ),
            await Count(
                () => Open(scope).CountAsync(cancel),
                new("待处理记录", "条", null, "/quarantine", "现场送来、不能直接收下的记录")
            ),
            await Count(
                () =>
                    db.EldersOf(scope)
                        .Join(db.ImportReviews, e => e.Id, r => r.CandidateId, (_, r) => r)
                        .CountAsync(r => r.Resolution == null, cancel),
                new("导入复核", "条", null, "/import", "像是已有的老人，请人认定")
            ),
        ];

    public Task<Part<DeskTable>> Table(Division? area, CancellationToken cancel) => Try(() => table.Run(area, cancel));

    public Task<Part<IReadOnlyList<ComingTime>>> Coming(CancellationToken cancel) =>
        Try<IReadOnlyList<ComingTime>>(async () => await coming.Run(cancel));

    public Task<Part<DailyRun>> LastRun(CancellationToken cancel) =>
        Try(() =>
            db
                .DailyRuns.AsNoTracking()
                .Where(r => r.FinishedAt != null)
                .OrderByDescending(r => r.Day)
                .FirstOrDefaultAsync(cancel)
        );

    public Task<Part<LastReminder>> LastReminder(Scope scope, CancellationToken cancel) =>
        Try(async () =>
        {
            var staff = db.VisitorsOf(scope);
            var last = await db
                .Reminders.AsNoTracking()
                .Where(r => scope.IsEverything || staff.Any(v => v.Id == r.VisitorId))
                .OrderByDescending(r => r.At)
                .FirstOrDefaultAsync(cancel);
            if (last is null)
            {
                return null;
            }

            var lines = await db.Reminders.AsNoTracking().Where(r => r.Act == last.Act).ToListAsync(cancel);
            return new LastReminder(last.At, last.ActorName, lines.Count, lines.Sum(r => r.Overdue + r.DueSoon));
        });

    private async Task<bool> NoElders(CancellationToken cancel) => !await db.Elders.AnyAsync(cancel);

    /// <summary>What waits of the people in the scope; what names nobody known, for whoever sees everything.</summary>
    private IQueryable<Visits.QuarantinedRecord> Open(Scope scope)
    {
        var people = db.FilesOf(scope);
        return db.Quarantine.Where(q =>
            q.ResolvedAt == null && (scope.IsEverything || people.Any(e => e.Id == q.ElderId))
        );
    }

    /// <summary>First of all when there is one; nothing on the desk when there is none.</summary>
    private async Task<IReadOnlyList<Waiting>> Urgent(Scope scope, CancellationToken cancel)
    {
        var open = await Count(
            () => emergencies.CountOpen(scope, cancel),
            new("紧急未结", "件", null, "/emergencies", "上报了应急事件，还没有写明怎样结束的")
        );
        return open.Count == 0 ? [] : [open];
    }

    private async Task<Waiting> Count(Func<Task<int>> count, Waiting waiting) =>
        waiting with
        {
            Count = (await Try<int?>(async () => await count())).Value,
        };

    private async Task<Part<T>> Try<T>(Func<Task<T?>> read)
    {
        try
        {
            return new Part<T>(await read(), Failed: false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError("a part of the desk could not be read: {Kind}", problem.GetType().Name);
            return new Part<T>(default, Failed: true);
        }
    }
}
