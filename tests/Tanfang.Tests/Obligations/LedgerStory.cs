using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Obligations.Running;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Obligations;

/// <summary>
/// A story of an office told day by day on a real store: people are enrolled, visited, corrected; days pass. The application is
/// built but not served, so that nothing happens that the story does not tell.
/// </summary>
internal sealed class LedgerStory : IAsyncDisposable
{
    public const string Village = "140426101201";
    public const string Neighbour = "140426101202";

    private readonly TestStore store;
    private readonly WebApplication? app;

    private LedgerStory(TestStore store, FakeClock clock, TestHost? host)
    {
        (this.store, Clock, Host) = (store, clock, host);
        app = host is null ? Office.Build(store.Options, clock) : null;
    }

    /// <summary>The office as served, when it is.</summary>
    public TestHost? Host { get; }

    public FakeClock Clock { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LedgerStory> Begin(Store kind, string day) =>
        new(await TestStore.CreateAsync(kind), new FakeClock(Day(day)), null);

    /// <summary>A story of an office that is served meanwhile; its own daily run may come before the told one.</summary>
    public static async Task<LedgerStory> Serve(Store kind, string day)
    {
        var host = await TestHost.StartAsync(kind, new FakeClock(Day(day)));
        return new LedgerStory(host.Store, host.Clock, host);
    }

    public static DateOnly Day(string text) => DateOnly.Parse(text, null);

    /// <summary>The next time of the story: a day, ten in the morning unless said otherwise.</summary>
    public void On(string day, string at = "10:00") => Clock.Set(Day(day), TimeOnly.Parse(at, null));

    public TanfangDb Open() => store.Open();

    public async Task<T> Do<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        if (Host is not null)
        {
            return await Host.Do(work);
        }

        await using var scope = app!.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Something is written and the ledger brought up, in one transaction, as every action does.</summary>
    public Task Write(Action<TanfangDb> work, params Guid[] elders) =>
        Do<IServiceProvider, bool>(async services =>
        {
            var db = services.GetRequiredService<TanfangDb>();
            var reconcile = services.GetRequiredService<ReconcileElders>();
            await services
                .GetRequiredService<WriteGate>()
                .Write(
                    db,
                    async () =>
                    {
                        work(db);
                        await reconcile.Run(elders, Cancel);
                    },
                    Cancel
                );
            return true;
        });

    /// <summary>Somebody of 85 who lives alone, unless the story says otherwise.</summary>
    public async Task<Guid> Enrol(
        string[]? categories = null,
        string village = Village,
        string birth = "1941-03-02",
        string? on = null
    )
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        var division = await DivisionId(village);
        var day = on is null ? Clock.ChinaDay : Day(on);
        await Write(
            db =>
            {
                db.Elders.Add(
                    new Elder
                    {
                        Id = id,
                        Name = "张三",
                        PinyinKey = "zhangsan",
                        Initials = "zs",
                        BirthDate = Day(birth),
                        HomeId = division,
                        EnrolledOn = day,
                        CreatedAt = Clock.GetUtcNow(),
                        ChangedAt = Clock.GetUtcNow(),
                    }
                );
                db.ElderFacts.Add(Fact(id, FactKind.Enrolled, day));
                db.ElderFacts.Add(Fact(id, FactKind.Residence, day, division: division));
                db.ElderFacts.Add(Fact(id, FactKind.Consent, day, "willing"));
                foreach (var category in categories ?? ["livingAlone"])
                {
                    db.ElderFacts.Add(Fact(id, FactKind.CategoryGained, day, category));
                }
            },
            id
        );
        return id;
    }

    public ElderFact Fact(Guid elder, FactKind kind, DateOnly on, string? key = null, int? division = null) =>
        new()
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            ElderId = elder,
            Kind = kind,
            On = on,
            RecordedAt = Clock.GetUtcNow(),
            Key = key,
            DivisionId = division,
            RecordedBy = "test",
        };

    public Task Learn(Guid elder, FactKind kind, string on, string? key = null) =>
        Write(db => db.ElderFacts.Add(Fact(elder, kind, Day(on), key)), elder);

    public async Task Move(Guid elder, string on, string village)
    {
        var division = await DivisionId(village);
        await Write(db => db.ElderFacts.Add(Fact(elder, FactKind.Residence, Day(on), null, division)), elder);
    }

    public async Task<Guid> Visit(Guid elder, string on, Modes mode = Modes.OnSite, Guid? corrects = null)
    {
        var visit = new Visit
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            ElderId = elder,
            IsAttempt = false,
            HappenedOn = Day(on),
            RecordedAt = Clock.GetUtcNow(),
            ReceivedAt = Clock.GetUtcNow(),
            FormVersion = "1",
            CorrectsId = corrects,
            Mode = mode,
            Counts = true,
            Answers = "{}",
            Visitors = "李四",
            Raw = [],
            EnteredBy = "test",
        };
        await Write(
            db =>
            {
                if (corrects is { } old)
                {
                    Close(db, old, visit.Id);
                }

                db.Visits.Add(visit);
            },
            elder
        );
        return visit.Id;
    }

    public Task Void(Guid elder, Guid visit) => Write(db => Close(db, visit, null), elder);

    public Task<DailyRun> Daily(bool everybody = false) =>
        Do<RunDaily, DailyRun>(daily => daily.Run(Cancel, everybody));

    public async Task<List<Obligation>> Ledger(Guid elder, string? rule = null)
    {
        await using var db = Open();
        return await db
            .Obligations.Where(o => o.ElderId == elder && (rule == null || o.Rule == rule))
            .OrderBy(o => o.PeriodFrom)
            .ThenBy(o => o.Rule)
            .ToListAsync(Cancel);
    }

    public async Task<Obligation> Row(Guid elder, string rule, string periodFrom) =>
        Assert.Single(await Ledger(elder, rule), o => o.PeriodFrom == Day(periodFrom));

    public async Task<List<ObligationOutcome>> Outcomes(Guid obligation)
    {
        await using var db = Open();
        return await db
            .ObligationOutcomes.Where(o => o.ObligationId == obligation)
            .OrderBy(o => o.Ordinal)
            .ToListAsync(Cancel);
    }

    public async Task<int> DivisionId(string code)
    {
        await using var db = Open();
        return await db.Divisions.Where(d => d.Code == code).Select(d => d.Id).SingleAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
            return;
        }

        await app!.DisposeAsync();
        await store.DisposeAsync();
    }

    private void Close(TanfangDb db, Guid visit, Guid? replacement)
    {
        var old = db.Visits.Single(v => v.Id == visit);
        old.ClosedAt = Clock.GetUtcNow();
        old.ReplacedById = replacement;
        old.ClosedBy = "test";
    }
}
