using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Registry.Recording;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Registry;

public class RecordFactTests
{
    [Theory, BothStores]
    public async Task Refusal_is_shown_with_the_day_to_ask_again(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();

        Assert.Empty(
            await host.EnterFact(
                elder,
                "consent",
                ("Form.Key", "refused"),
                ("Form.GivenBy", "子女"),
                ("Form.On", "2026-11-10")
            )
        );

        var page = await host.Page($"/elders/{elder}");
        Assert.Contains("拒绝（2026-11-10，子女答）", page, StringComparison.Ordinal);
        Assert.Contains("2027-05-10 起再次征询", page, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Refused, (await host.Elder(elder)).ConsentNow);
        Assert.Contains("愿意（", await host.Page($"/elders/{elder}?on=2026-11-09"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Every_past_day_can_be_asked(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        await host.EnterFact(elder, "move", ("Form.Division", Desk.OtherVillage), ("Form.On", "2026-09-01"));
        await host.EnterFact(elder, "hospital", ("Form.On", "2026-10-01"));
        await host.EnterFact(elder, "discharge", ("Form.On", "2026-10-08"));
        await host.EnterFact(elder, "category-end", ("Form.Key", "livingAlone"), ("Form.On", "2026-10-20"));

        await using var db = host.Store.Open();
        var facts = await db
            .ElderFacts.Where(f => f.ElderId == elder)
            .ToListAsync(TestContext.Current.CancellationToken);
        var (old, fresh) = (await host.DivisionId(Desk.Village), await host.DivisionId(Desk.OtherVillage));
        Assert.Equal(old, ElderNow.On(facts, new(2026, 8, 31)).Residence!.DivisionId);
        Assert.Equal(fresh, ElderNow.On(facts, new(2026, 9, 1)).Residence!.DivisionId);
        Assert.NotNull(ElderNow.On(facts, new(2026, 10, 7)).Hospital);
        Assert.Null(ElderNow.On(facts, new(2026, 10, 8)).Hospital);
        Assert.False(ElderNow.On(facts, new(2026, 1, 4)).Enrolled);
        Assert.Contains("独居", await host.Page($"/elders/{elder}?on=2026-10-19"), StringComparison.Ordinal);
        var now = await host.Elder(elder);
        Assert.Equal((fresh, ""), (now.HomeId, now.CategoriesNow));
    }

    [Theory, BothStores]
    public async Task Somebody_who_left_by_mistake_comes_back_as_if_never_gone(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        await host.EnterFact(elder, "leave", ("Form.Key", "died"), ("Form.On", "2026-11-01"));
        Assert.Equal(("died", new DateOnly(2026, 11, 1)), await Left(host, elder));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(await host.EnterFact(elder, "return", ("Form.On", "2026-11-01")));

        Assert.Equal((null, null), await Left(host, elder));
    }

    [Theory]
    [BothStores("category", "Form.Key=dementia&Form.On=2026-11-20", "日期在今天之后")]
    [BothStores("category", "Form.Key=dementia&Form.On=1930-01-01", "日期早于出生日期 1941-03-02")]
    [BothStores("category", "Form.Key=nonsense&Form.On=2026-11-01", "没有选类别")]
    [BothStores("category", "Form.Key=livingAlone&Form.On=2026-11-01", "已登记独居")]
    [BothStores("category", "Form.Key=dementia&Form.On=", "没有填日期")]
    [BothStores(
        "category",
        "Form.Key=dementia&Form.On=2026-11-01&Form.AssessedOn=2026-11-01&Form.AssessmentValidUntil=2026-10-01",
        "评估有效期早于评估日期"
    )]
    [BothStores("category-end", "Form.Key=disability&Form.On=2026-11-01", "当天没有登记残疾")]
    [BothStores("consent", "Form.Key=refused&Form.On=2026-11-01", "没有写是谁表示的")]
    [BothStores("consent", "Form.Key=maybe&Form.On=2026-11-01", "没有选意愿")]
    [BothStores("discharge", "Form.On=2026-11-01", "当天没有住院记录")]
    [BothStores("leave", "Form.On=2026-11-01", "没有选原因")]
    [BothStores("leave", "Form.Key=died&Form.On=2026-01-04", "日期早于纳入日期|还没有纳入")]
    [BothStores("return", "Form.On=2026-11-01", "本来就在台账里")]
    [BothStores("move", "Form.Division=140426&Form.On=2026-11-01", "请选到村、社区或嘎查")]
    [BothStores("move", "Form.Division=140426101201&Form.On=2026-11-01", "本来就住在这里")]
    [BothStores("cadence", "Form.Every=Quarter&Form.AtLeast=1&Form.On=2026-11-01", "个人频次只能比文件要求更密")]
    [BothStores("cadence", "Form.AtLeast=1&Form.On=2026-11-01", "请选择每天、每周、每月或每季度")]
    public async Task Impossible_fact_is_refused_with_reason_and_remedy(
        Store store,
        string kind,
        string fields,
        string reason
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();

        var page = await host.EnterFact(
            elder,
            kind,
            [.. fields.Split('&').Select(f => f.Split('=')).Select(f => (f[0], f[1]))]
        );

        Assert.Contains(reason.Split('|'), words => page.Contains(words, StringComparison.Ordinal));
        Assert.Equal(1, (await host.Elder(elder)).Version);
    }

    [Theory, BothStores]
    public async Task Form_sent_twice_is_one_fact(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        var fact = new NewFact
        {
            Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            ElderId = elder,
            Kind = FactKind.HospitalFrom,
            On = new(2026, 11, 1),
        };

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    host.Do<RecordFact, Result<Guid>>(record =>
                        record.Run(Scope.Everything, Actor.Local, fact, CancellationToken.None)
                    )
                )
        );

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        await using var db = host.Store.Open();
        Assert.Equal(
            1,
            await db.ElderFacts.CountAsync(
                f => f.ElderId == elder && f.Kind == FactKind.HospitalFrom,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Theory, BothStores]
    public async Task Assessment_that_ran_out_is_flagged_and_renewed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol(Desk.Draft() with { Categories = [new("incapacitatedFull")] });
        Assert.Contains("未评估，请安排评估", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);

        await host.EnterFact(
            elder,
            "category",
            ("Form.Key", "incapacitatedFull"),
            ("Form.On", "2026-06-01"),
            ("Form.AssessmentResult", "完全失能"),
            ("Form.AssessedOn", "2026-06-01"),
            ("Form.Assessor", "县医院"),
            ("Form.AssessmentValidUntil", "2026-11-18")
        );

        Assert.Contains("有效至 2026-11-18", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);
        Assert.Contains("评估已过期", await host.Page($"/elders/{elder}"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "评估已过期",
            await host.Page($"/elders/{elder}?on=2026-11-18"),
            StringComparison.Ordinal
        );
    }

    [Theory, BothStores]
    public async Task History_for_the_policy_library_tells_the_same(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.Enrol();
        await host.EnterFact(elder, "move", ("Form.Division", Desk.OtherVillage), ("Form.On", "2026-09-01"));

        var history = await host.Do<TanfangDb, ElderHistory>(db =>
            new ElderHistories(db).Of(elder, CancellationToken.None)
        );

        Assert.Equal(new DateOnly(1941, 3, 2), history.BirthDate);
        var home = history.Facts.Where(f => f.Kind == FactKind.Residence).MaxBy(f => f.On)!;
        Assert.Equal((Desk.OtherVillage, true), (home.Division, home.Rural));
        Assert.Contains(history.Facts, f => f.Category == "livingAlone");
    }

    private static async Task<(string?, DateOnly?)> Left(TestHost host, Guid id)
    {
        var elder = await host.Elder(id);
        return (elder.LeftReason, elder.LeftOn);
    }
}
