using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange;
using Tanfang.Exchange.Delivering;
using Tanfang.TestKit;
using Xunit;
using static Tanfang.Tests.Exchange.DeliveryDesk;

namespace Tanfang.Tests.Exchange;

/// <summary>The health commission's list, month after month, on both stores.</summary>
public sealed class DeliveryTests
{
    private const string Titles = "姓名,公民身份号码,乡镇,村,电话,扶助金账号";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string Ann = Number(new(1950, 1, 1), 1);
    private static readonly string Bob = Number(new(1950, 1, 2), 2);
    private static readonly string Cai = Number(new(1950, 1, 3), 3);

    private static string Row(string name, string number, string village = "东阳关村", string phone = "") =>
        $"{name},{number},东阳关镇,{village},{phone},6217";

    [Theory]
    [BothStores]
    public async Task Month_after_month_a_person_decides_and_is_not_asked_the_same_twice(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var desk = new DeliveryDesk(host, "family-planning");
        await ImportTests.Run(host, new ElderSheet().Elder(1, ("姓名", "王甲")).Elder(2, ("姓名", "王乙")).Csv);
        var (jia, yi) = (ElderSheet.Number(1), ElderSheet.Number(2));

        // October: two known people, one of them in another village, and two unknown ones.
        var october = List(Titles, Row("王甲", jia), Row("王乙", yi, "长宁村"), Row("安大", Ann), Row("鲍二", Bob));
        var first = await desk.Take(october, new(2026, 10, 1));
        Assert.Equal((4, 0, 4), (first.Rows, first.Same, first.WithDifferences));
        Assert.Equal(
            [
                "New 安大",
                "New 鲍二",
                "Category familyPlanningSpecial 王甲",
                "Category familyPlanningSpecial 王乙",
                "Changed home 王乙",
            ],
            await desk.Waiting(first)
        );
        Assert.Equal(["扶助金账号"], first.OpenErrors(Tanfang.Data.Vault.Open(host.Store.Options.KeyFile)).Ignored);
        Assert.Equal("|livingAlone|", (await desk.Elder(jia)).CategoriesNow);
        Assert.Equal(2, await Elders(host));

        await desk.Accept(
            first,
            await desk.Line(first, DifferenceKind.Category, "王甲"),
            await desk.Line(first, DifferenceKind.Category, "王乙")
        );
        await desk.Refuse(first, "入户核实，仍住东阳关村", await desk.Line(first, DifferenceKind.Changed, "王乙"));
        await desk.Accept(first, await desk.Line(first, DifferenceKind.New, "安大"));
        await desk.Refuse(first, "常年在外地", await desk.Line(first, DifferenceKind.New, "鲍二"));
        Assert.Empty(await desk.Waiting(first));
        var gained = (await desk.StateOf(jia)).Categories["familyPlanningSpecial"];
        Assert.Equal((new DateOnly(2026, 10, 1), "卫健部门"), (gained.On, gained.Source));
        Assert.Equal(3, await Elders(host));
        Assert.True(await HasObligations(host, Ann, desk));

        // The same file is told, and makes nothing.
        await desk.Close(first);
        Assert.True(
            (await desk.Bring(october, new(2026, 10, 1))).Value is { Already: true } again && again.Id == first.Id
        );

        // November: 安大 is gone, 蔡三 is new; what was refused and is unchanged is not asked.
        var second = await desk.Take(
            List(
                Titles,
                Row("王甲", jia),
                Row("王乙", yi, "长宁村"),
                Row("鲍二", Bob, phone: "13800001234"),
                Row("蔡三", Cai)
            ),
            new(2026, 11, 1)
        );
        Assert.Equal((4, 1, 1, 2), (second.Rows, second.Same, second.WithDifferences, second.Remembered));
        Assert.Equal(["New 蔡三", "Missing 安大"], await desk.Waiting(second));
        Assert.Contains(
            "还没有核对完",
            (await desk.Bring(List(Titles, Row("王甲", jia)), new(2026, 11, 2))).Refusals[0].Reason,
            StringComparison.Ordinal
        );
        await desk.Refuse(second, "来源漏报", await desk.Line(second, DifferenceKind.Missing, "安大"));
        await desk.Close(second);

        // Later: the village of 王乙 and of 鲍二 is another one, 王甲 is gone, 安大 still is; 蔡三 was never decided.
        var third = await desk.Take(
            List(Titles, Row("王乙", yi, "辛村"), Row("鲍二", Bob, "长宁村"), Row("蔡三", Cai)),
            new(2026, 11, 15)
        );
        Assert.Equal(["New 鲍二", "New 蔡三", "Changed home 王乙", "Missing 王甲"], await desk.Waiting(third));

        // Gone for good, or not after all: the way back is a correcting fact.
        var missing = await desk.Line(third, DifferenceKind.Missing, "王甲");
        Assert.Equal(0, (await desk.Accept(third, new Acceptance(), missing)).Done);
        Assert.Equal(1, (await desk.Accept(third, new Acceptance(ApplyLine.Lost), missing)).Done);
        Assert.Equal("|livingAlone|", (await desk.Elder(jia)).CategoriesNow);
        await desk.Undo(third, missing);
        Assert.Equal("|familyPlanningSpecial|livingAlone|", (await desk.Elder(jia)).CategoriesNow);
        var moved = await desk.Line(third, DifferenceKind.Changed, "王乙");
        var before = (await desk.Elder(yi)).HomeId;
        await desk.Accept(third, moved);
        Assert.NotEqual(before, (await desk.Elder(yi)).HomeId);
        await desk.Undo(third, moved);
        Assert.Equal(before, (await desk.Elder(yi)).HomeId);
        Assert.Equal("died", (await Leave(desk, third)).Key);
        Assert.Contains("还早", (await Older(desk, third)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [BothStores]
    public async Task Who_is_younger_than_the_source_says_is_not_kept_and_who_is_not_yet_sixty_enters_by_themselves(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        var desk = new DeliveryDesk(host, "family-planning");
        var today = host.Clock.ChinaDay;
        string Born(DateOnly day, string name) => Row(name, Number(day));
        var list = await desk.Take(
            List(
                Titles,
                Born(today.AddYears(-49).AddDays(1), "赵四八"),
                Born(today.AddYears(-49), "赵四九"),
                Born(today.AddYears(-60).AddDays(1), "赵五九"),
                Born(today.AddYears(-60), "赵六零")
            ),
            today
        );

        Assert.Equal((4, 1, 3), (list.Rows, list.TooYoung, list.WithDifferences));
        var lines = (await desk.Views(list)).ToArray();
        Assert.Equal(["赵四九", "赵五九", "赵六零"], lines.Select(l => l.Name));
        Assert.Contains("2026-11-20 自动纳入", lines[1].Note, StringComparison.Ordinal);
        Assert.Contains(
            "建档并纳入台账。档案还缺：住址、电话、紧急联系人、探访意愿、责任人",
            lines[2].Note,
            StringComparison.Ordinal
        );
        await desk.Accept(list, lines);
        Assert.False(await HasObligations(host, Number(today.AddYears(-49)), desk));
        Assert.True(await HasObligations(host, Number(today.AddYears(-60)), desk));
    }

    private static async Task<Tanfang.Registry.ElderFact> Leave(DeliveryDesk desk, Delivery list)
    {
        await desk.Accept(list, new Acceptance("died"), await desk.Line(list, DifferenceKind.Missing, "王甲"));
        return (await desk.StateOf(ElderSheet.Number(1))).Left!;
    }

    private static async Task<Tanfang.Shared.Refusal> Older(DeliveryDesk desk, Delivery list)
    {
        await desk.Close(list);
        return (await desk.Bring(List(Titles, Row("蔡三", Cai)), new(2026, 11, 14))).Refusals.Single();
    }

    private static async Task<int> Elders(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.Elders.CountAsync(Cancel);
    }

    private static async Task<bool> HasObligations(TestHost host, string number, DeliveryDesk desk)
    {
        var id = (await desk.Elder(number)).Id;
        await using var db = host.Store.Open();
        return await db.Obligations.AnyAsync(o => o.ElderId == id, Cancel);
    }
}
