using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Registry.Transferring;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Registry.Merging;
using Tanfang.Tests.Visits;
using Xunit;
using Desk = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Care;

/// <summary>What waits of the plans: the worklist, its number on the desk, and what becomes of them when files are merged or people move.</summary>
public sealed class PlanListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task What_waits_stands_in_the_list_the_longest_first_and_leaves_it_when_done(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var owner = await host.AddVisitor("=1+1");
        var (review, measure, fine) = (
            await host.Enrol(Desk.Draft("测试核")),
            await host.Enrol(Desk.Draft("测试措"), Desk.OtherVillage),
            await host.Enrol(Desk.Draft("测试好"))
        );
        var sheet = PlanDesk.Sheet(owner, "2026-10-01", "2027-03-01", by: "2027-03-01");
        await host.MakePlan(review, sheet.With(("ReviewOn", "2026-11-02")));
        var late = sheet.With(("Lines[0].By", "2026-11-01"), ("Lines[0].Kind", "comfort"));
        var plan = await host.MakePlan(measure, late);
        await host.MakePlan(fine, sheet.With());
        var without = await host.Enrol(Desk.Draft("测试无"));
        Assert.Equal(0, await Due(host));

        host.On("2026-11-02");
        Assert.Equal(1, await Due(host));
        host.On("2026-11-03");
        Assert.Equal(2, await Due(host));
        Assert.Equal(["测试措", "测试核"], await Names(host, ""));
        Assert.Equal(["测试核"], await Names(host, "?What=review"));
        Assert.Equal(["测试措"], await Names(host, "?What=measure&Kind=comfort"));
        Assert.Equal([], await Names(host, "?What=measure&Kind=rights"));
        Assert.Equal(["测试措"], await Names(host, $"?Division={Desk.OtherVillage}"));
        Assert.Equal(["测试措", "测试核", "测试好"], await Names(host, "?What=all"));
        Assert.Equal(["测试无"], await Names(host, "?What=none"));
        Assert.Equal(["测试核"], await Names(host, "?size=1&p=2"));
        Assert.Contains(
            "找不到这个行政区划",
            await host.OpenAsync("/plans?Division=没有的地方"),
            StringComparison.Ordinal
        );
        var page = await host.OpenAsync("/plans");
        Assert.Contains("明确分类帮扶措施，建立关爱服务台账", page, StringComparison.Ordinal);
        Assert.Contains("措施过期 2 天", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"帮扶待跟进 2 份\"", await host.OpenAsync("/"), StringComparison.Ordinal);

        using var file = await host.Client.GetAsync("/plans?handler=Xlsx", Cancel);
        var rows = Rows(await file.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(2, rows.Count - 3);
        Assert.Equal(["测*措", "精神慰藉、消除安全隐患", "=1+1"], [rows[3][0], rows[3][2], rows[3][3]]);
        Assert.DoesNotContain(rows.SelectMany(r => r), text => text.Contains("送餐", StringComparison.Ordinal));

        // Done is done; who leaves is gone from the list; whose owner stops working comes into it.
        var done = await host.Goes(plan, late, "changed", ("On", "2026-11-03"), ("Lines[0].DoneOn", "2026-11-03"));
        Assert.Equal("", (await host.Send($"/elders/{measure}/plan/{plan.Id}", done)).Text);
        Assert.Equal(["测试核"], await Names(host, ""));
        Assert.Equal("", await host.EnterFact(review, "leave", ("Form.Key", "moved"), ("Form.On", "2026-11-03")));
        Assert.Equal(0, await Due(host));
        await using var db = host.Store.Open();
        await db
            .Visitors.Where(v => v.Id == owner)
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.Until, new DateOnly(2026, 11, 3)), Cancel);
        Assert.Equal(["测试措", "测试好"], await Names(host, "?What=owner"));
        Assert.Equal(0, await Due(host, Scope.Of(await host.DivisionId("140426102"))));
        Assert.Equal(1, await Due(host, Scope.Of(await host.DivisionId(Desk.OtherVillage))));
        Assert.NotEqual(Guid.Empty, without);
    }

    [Theory, BothStores]
    public async Task Plans_of_both_files_go_with_the_person_through_merges_their_undoing_and_a_move(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var owner = await host.AddVisitor();
        var (last, middle) = (await host.EnrolOne(), await host.EnrolOther());
        var first = await host.Enrol(Desk.Draft("张桂瑛") with { EnrolledOn = host.Clock.ChinaDay });
        var sheet = PlanDesk.Sheet(owner, "2026-10-01", "2026-10-10", by: "2027-03-01");
        var own = await host.MakePlan(last, sheet.With(("Lines[0].What", "留下的方案")));
        var merged = await host.MakePlan(first, sheet.With(("Lines[0].What", "并入的方案")));
        host.On("2026-11-10");
        Assert.Empty((await host.Join(middle, first)).Refusals);
        Assert.Empty((await host.Join(last, middle)).Refusals);

        // At the end of the chain: both are in force, shown, waited for, and written under the key of their own file.
        var page = await host.OpenAsync($"/elders/{last}");
        Assert.Contains("留下的方案", page, StringComparison.Ordinal);
        Assert.Contains("并入的方案", page, StringComparison.Ordinal);
        Assert.Contains("2 份方案同时在用", page, StringComparison.Ordinal);
        Assert.Equal(["张桂英", "张桂英"], await Names(host, ""));
        using var away = await host.Client.GetAsync($"/elders/{first}/plan/{merged.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, away.StatusCode);
        var review = await host.Goes(
            merged,
            sheet,
            "reviewed",
            ("On", "2026-11-10"),
            ("ReviewOn", "2027-03-01"),
            ("Lines[0].What", "合并后复核的")
        );
        Assert.Equal("", (await host.Send($"/elders/{last}/plan/{merged.Id}", review)).Text);
        Assert.Equal(1, await Due(host));

        // Moved to another county: the plan is there, its owner works elsewhere.
        var home = new NewHome(last, await host.DivisionId("140403001001"), new DateOnly(2026, 11, 10));
        Assert.Empty(
            (await host.Do<MoveHome, Result<Guid>>(m => m.Run(Scope.Everything, Actor.Local, home, Cancel))).Refusals
        );
        var county = Scope.Of(await host.DivisionId("140403"));
        Assert.Equal(2, await Due(host, county));
        Assert.Contains(
            "责任人已不在岗",
            await host.OpenAsync("/plans?What=owner&Division=140403"),
            StringComparison.Ordinal
        );

        host.On("2026-11-12");
        Assert.Empty((await host.Part(middle)).Refusals);
        Assert.Equal(1, await Due(host, county));
        var back = await host.OpenAsync($"/elders/{middle}");
        Assert.Contains("合并后复核的", back, StringComparison.Ordinal);
        Assert.DoesNotContain("并入的方案", await host.OpenAsync($"/elders/{last}/plans"), StringComparison.Ordinal);
        await using var db = host.Store.Open();
        Assert.Equal(middle, (await db.HelpPlans.SingleAsync(p => p.Id == merged.Id, Cancel)).PersonId);
        Assert.Equal(last, (await db.HelpPlans.SingleAsync(p => p.Id == own.Id, Cancel)).PersonId);
    }

    private static Task<int> Due(TestHost host, Scope? scope = null) =>
        host.Do<DuePlans, int>(due => due.Count(scope ?? Scope.Everything, Cancel));

    private static async Task<List<string>> Names(TestHost host, string question)
    {
        var html = await host.OpenAsync("/plans" + question);
        return
        [
            .. System
                .Text.RegularExpressions.Regex.Matches(html, "#plan\">([^<]+)</a></th>")
                .Select(m => m.Groups[1].Value),
        ];
    }

    private static List<List<string>> Rows(byte[] book)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(book), false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        return [.. sheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToList())];
    }
}
