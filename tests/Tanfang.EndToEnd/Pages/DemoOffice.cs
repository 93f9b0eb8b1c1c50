using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Data;
using Tanfang.Demo;
using Tanfang.Divisions;
using Tanfang.Divisions.Changing;
using Tanfang.Doors;
using Tanfang.Doors.Issuing;
using Tanfang.Doors.Knocking;
using Tanfang.Exchange;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Registry;
using Tanfang.Registry.Merging;
using Tanfang.Screening;
using Tanfang.Screening.Opening;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Visits;
using Tanfang.Visits.Entering;
using Tanfang.Workforce.Hearing;
using Xunit;
using CheckedFile = Tanfang.Visits.Filing.CheckedFile;
using KeepDraft = Tanfang.Divisions.Changing.KeepDraft;

namespace Tanfang.EndToEnd.Pages;

/// <summary>A small demo county, served once for the tests of this folder. Tests that change it use people of their own.</summary>
public sealed partial class DemoOffice : IAsyncLifetime
{
    private TestHost? host;

    public TestHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(Store.Sqlite, new FakeClock(new DateOnly(2026, 11, 21), new TimeOnly(10, 0)));
        var recipe = new DemoRecipe("140426", 120, 3, 7, host.Clock.ChinaDay);
        var made = await host.Do<MakeDemo, Result<DemoMade>>(demo => demo.Run(recipe, default));
        Assert.True(made.Succeeded);
        var sheet = Encoding.UTF8.GetBytes("姓名,出生日期,县,乡镇,村\r\n,1941-03-02,黎城县,东阳关镇,东阳关村\r\n");
        await Bring();
        (Change, Planned) = (await DraftSplit(), await PlanName());
        Import = await host.Do<HandleJob, Guid>(jobs => jobs.Check(sheet, "名单.csv", CurrentUser.Local, default));
        Round = await OpenRound();
        Batch = await PaperBatch();
        var odd = Encoding.UTF8.GetBytes("失能名单\r\n老人,身份证,村\r\n张三,990101194103020020,东阳关村\r\n");
        Unmapped = await host.Do<HandleJob, Guid>(jobs => jobs.Check(odd, "失能.csv", CurrentUser.Local, default));
        var elder = await Read(db => db.Elders.OrderBy(e => e.Id).Select(e => e.Id).FirstAsync());
        var wish = new PrintWish("一位老人", Host.Address.ToString().TrimEnd('/'), [new SheetWish(elder)]);
        var planned = await host.Do<PlanPrint, Result<Guid>>(plan => plan.Run(CurrentUser.Local, wish, false, default));
        Print = planned.Value;
        Doored = elder;
        await Host.Do<KeepDoor, Result<Guid>>(d => d.Issue(Scope.Everything, Actor.Local, elder, default));
        await SayAtTheDoor();
        await Record();
        Waiting = await WaitingScan();
        (Likely, Merged) = (await Alike("试验甲", "试验佳"), await Alike("试验乙", "试验怡"));
        var join = new Merge(Merged.One, Merged.Other, "村委会核对");
        var joined = await host.Do<MergeElders, Result<Guid>>(m => m.Run(Scope.Everything, Actor.Local, join, default));
        Assert.Empty(joined.Refusals);
    }

    /// <summary>Two files that may be one person.</summary>
    public (Guid One, Guid Other) Likely { get; private set; }

    /// <summary>Two files that were found to be one person.</summary>
    public (Guid One, Guid Other) Merged { get; private set; }

    /// <summary>A round of 摸底排查 over everybody, with the questions of both documents.</summary>
    public Guid Round { get; private set; }

    /// <summary>Paper forms of a village being entered, with a scan beside the first.</summary>
    public Guid Batch { get; private set; }

    /// <summary>An open list of a department, with something in every kind but 缺失.</summary>
    public Guid Delivery { get; private set; }

    public Guid DeliveryLine { get; private set; }

    /// <summary>A department's list whose columns nobody has explained yet.</summary>
    public Guid UnmappedDelivery { get; private set; }

    /// <summary>A file whose columns nobody has explained yet.</summary>
    public Guid Unmapped { get; private set; }

    /// <summary>A print job of one elder, chosen and not begun.</summary>
    public Guid Print { get; private set; }

    /// <summary>A scan whose code nobody could read.</summary>
    public Guid Waiting { get; private set; }

    /// <summary>A checked file with a row that is refused.</summary>
    public Guid Import { get; private set; }

    /// <summary>Somebody with a card at the door, where a passer-by asked that somebody look.</summary>
    public Guid Doored { get; private set; }

    private async Task SayAtTheDoor()
    {
        var code = await Read(db => db.DoorCards.Where(c => c.ElderId == Doored).Select(c => c.Code).SingleAsync());
        await Host.Do<TakeNote>(t => t.Run(new DoorCode(code).Text, true, "三天没看见开门", default));
        await Host.Do<TakeFeedback, Result<Guid>>(t =>
            t.Run(new SentFeedback(Guid.CreateVersion7(), "山上没有信号，名单常常打不开"), default)
        );
    }

    /// <summary>Two names that sound alike.</summary>
    private async Task<(Guid One, Guid Other)> Alike(string one, string other)
    {
        var home = await Read(db => db.Elders.Select(e => e.HomeId).MinAsync());
        var draft = new ElderDraft
        {
            Name = one,
            BirthDate = new DateOnly(1941, 3, 2),
            EnrolledOn = Host.Clock.ChinaDay,
            HomeId = home,
            Categories = [new CategoryClaim("livingAlone")],
        };
        async Task<Guid> Enrol(string name) =>
            (
                await Host.Do<EnrolElder, Result<Guid>>(enrol =>
                    enrol.Run(draft with { Name = name }, Scope.Everything, Actor.Local, default)
                )
            ).Value;
        return (await Enrol(one), await Enrol(other));
    }

    private async Task Bring()
    {
        var known = await Read(db => db.Elders.Where(e => e.IdNumber != null).OrderBy(e => e.Id).FirstAsync());
        var vault = Vault.Open(Host.Store.Options.KeyFile);
        var number = ElderSecrets.Open(vault.SealOf(known), known).IdNumber;
        var list = Encoding.UTF8.GetBytes(
            $"姓名,公民身份号码,乡镇,村\r\n{known.Name},{number},东阳关镇,长宁村\r\n赵一,990101195001010010,东阳关镇,东阳关村\r\n赵二,1,,\r\n"
        );
        var area = await Read(db => db.Divisions.SingleAsync(d => d.Code == "140426"));
        var draft = new DeliveryDraft("family-planning", area, Host.Clock.ChinaDay, "计生特殊家庭.csv", list);
        var taken = await Host.Do<TakeDelivery, Result<TakenDelivery>>(t => t.Run(draft, CurrentUser.Local, default));
        Delivery = taken.Value.Id;
        while (!await Read(db => db.Deliveries.AnyAsync(d => d.Id == Delivery && d.State == DeliveryState.Open)))
        {
            await Task.Yield();
        }

        var odd = Encoding.UTF8.GetBytes("持证残疾人\r\n姓名,残疾证,村\r\n张三,99010119410302002043,东阳关村\r\n");
        var other = new DeliveryDraft("disability", area, Host.Clock.ChinaDay, "残联.csv", odd);
        taken = await Host.Do<TakeDelivery, Result<TakenDelivery>>(t => t.Run(other, CurrentUser.Local, default));
        UnmappedDelivery = taken.Value.Id;
        DeliveryLine = await Read(db => db.DeliveryDifferences.OrderBy(d => d.Row).Select(d => d.Id).FirstAsync());
    }

    /// <summary>A village that is being split, up to its preview; some households have no place yet.</summary>
    public Guid Change { get; private set; }

    /// <summary>Another that waits for its day.</summary>
    public Guid Planned { get; private set; }

    public Uri At(string path) => new(Host.Address, path);

    public Task<T> Read<T>(Func<TanfangDb, Task<T>> query) => Host.Do(query);

    private async Task<Guid> OpenRound()
    {
        var county = await Host.Do<DivisionLookup, Division?>(l => l.ByCode("140426", Host.Clock.ChinaDay, default));
        var asked = new NewRound(
            Guid.CreateVersion7(Host.Clock.GetUtcNow()),
            county,
            "冬季摸底排查",
            "minban-2020-7",
            null,
            Host.Clock.ChinaDay.AddDays(30),
            [.. ScreeningForm.All.Select(f => f.Key)]
        );
        var opened = await Host.Do<OpenRound, Result<Guid>>(o => o.Run(Scope.Everything, Actor.Local, asked, default));
        return opened.Value;
    }

    private async Task<Guid> PaperBatch()
    {
        var village = await Read(db =>
            db.Visits.Join(db.Elders, v => v.ElderId, e => e.Id, (_, e) => e.HomeId).MinAsync()
        );
        var asked = new NewBatch(village, null, new DateOnly(2026, 11, 10), "onSite", "李探访");
        var batch = await Host.Do<OpenBatch, Result<Guid>>(open => open.Run(CurrentUser.Local, asked, default));
        var scan = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "docs", "images", "desk.png"));
        await Host.Do<AddScans, object>(async add =>
            await add.Run(CurrentUser.Local, batch.Value, [new("1.png", scan)], default)
        );
        return batch.Value;
    }

    private async Task<Guid> WaitingScan()
    {
        var scan = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "docs", "images", "desk.png"));
        var file = new CheckedFile("", "image/png", scan);
        return (
            await Host.Do<Tanfang.Visits.Filing.WaitingScans, Result<Guid>>(w =>
                w.Keep(CurrentUser.Local, file, default)
            )
        ).Value;
    }

    private async Task<Guid> DraftSplit()
    {
        var home = await Read(db =>
            db.Elders.GroupBy(e => e.HomeId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync()
        );
        return await Draft(
            ChangeKind.Split,
            home,
            "2026-11-20",
            new TargetInput
            {
                Name = "东村民委员会",
                Code = "140426101998",
                Groups = "1-3组",
            },
            new TargetInput { Name = "西社区居委会", Code = "140426101999" }
        );
    }

    private async Task<Guid> PlanName()
    {
        var village = await Read(db =>
            db.Divisions.Where(d => d.Code == "140426101234").Select(d => d.Id).SingleAsync()
        );
        var id = await Draft(ChangeKind.Rename, village, "2026-12-01", new TargetInput { Name = "长原村民委员会" });
        var seen = await Host.Do<IServiceProvider, string>(async services =>
        {
            var sheet = await ChangeSheet.Read(services.GetRequiredService<TanfangDb>(), Scope.Everything, id, default);
            return (await services.GetRequiredService<PreviewChange>().Run(Scope.Everything, sheet!, default)).Digest;
        });
        var done = await Host.Do<ConfirmChange, Result<DivisionChange>>(c =>
            c.Run(Scope.Everything, Actor.Local, id, seen, default)
        );
        Assert.Empty(done.Refusals);
        return id;
    }

    private Task<Guid> Draft(ChangeKind kind, int from, string on, params TargetInput[] targets) =>
        Host.Do<IServiceProvider, Guid>(async services =>
        {
            var draft = services.GetRequiredService<KeepDraft>();
            var id = (await draft.Begin(Scope.Everything, Actor.Local, kind, from, default)).Value;
            await services
                .GetRequiredService<KeepPlaces>()
                .Targets(Scope.Everything, id, null, targets, new Dictionary<Guid, string?>(), default);
            var paper = ("关于调整村级区划的批复", "测〔2026〕1号", (DateOnly?)null);
            await draft.Document(Scope.Everything, id, paper, DateOnly.Parse(on, null), default);
            return id;
        });

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
