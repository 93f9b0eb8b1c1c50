using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;
using static Tanfang.Tests.Exchange.DeliveryDesk;

namespace Tanfang.Tests.Exchange;

/// <summary>Lists that say who somebody is otherwise than the files do, and the federation's certificates.</summary>
public sealed class DeliveryConflictTests
{
    private const string Titles = "姓名,残疾人证号,残疾等级,有效期至,乡镇,村";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateOnly November = new(2026, 11, 1);

    [Theory]
    [BothStores]
    public async Task A_certificate_is_compared_and_a_lower_grade_takes_the_higher_category_back(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var desk = new DeliveryDesk(host, "disability");
        await ImportTests.Run(host, new ElderSheet().Elder(1, ("姓名", "王甲")).Elder(2, ("姓名", "王乙")).Csv);
        var (jia, yi) = (ElderSheet.Number(1), ElderSheet.Number(2));
        var young = Number(host.Clock.ChinaDay.AddYears(-60).AddDays(1));

        var first = await desk.Take(
            List(
                Titles,
                $"王甲,{jia}42,二级,2030-06-30,,",
                $"王乙,{yi}43,二级,,东阳关镇,东阳关村",
                $"李小,{young}43,,,东阳关镇,东阳关村",
                $"孙无,{Number(new(1950, 5, 5))}44,四级,,,"
            ),
            November
        );
        Assert.Equal((4, 1, 1), (first.Rows, first.TooYoung, first.Rejected));
        Assert.Equal(
            [new RowError(3, "残疾等级", "残疾等级与证号不符（证号第 20 位是三级）", "请对照残疾人证核对")],
            first.OpenErrors(Vault.Open(host.Store.Options.KeyFile)).Rows
        );
        Assert.Equal(["New 孙无", "Category severeDisability 王甲"], await desk.Waiting(first));

        // A list without villages: the file needs one, so a person says which.
        var unplaced = await desk.Line(first, DifferenceKind.New, "孙无");
        Assert.Contains(
            "没有写村",
            (await desk.Accept(first, new Acceptance(), unplaced)).Refused.Single().Refusal.Reason,
            StringComparison.Ordinal
        );
        var home = (await desk.Elder(jia)).HomeId;
        Assert.Equal(1, (await desk.Accept(first, new Acceptance(Home: home), unplaced)).Done);
        await desk.Accept(first, await desk.Line(first, DifferenceKind.Category, "王甲"));
        var severe = (await desk.StateOf(jia)).Categories["severeDisability"];
        Assert.Equal(
            ("肢体二级", new DateOnly(2030, 7, 1), "残联"),
            (severe.AssessmentResult, severe.AssessmentValidUntil, severe.Source)
        );
        await desk.Close(first);

        var second = await desk.Take(
            List(Titles, $"王甲,{jia}43B1,三级,2035-06-30,,", $"孙无,{Number(new(1950, 5, 5))}44,,,,"),
            new(2026, 11, 10)
        );
        var changed = await desk.Line(second, DifferenceKind.Changed, "王甲");
        Assert.Equal(("certificate", 1), (changed.Line.What, second.Same));
        Assert.Contains("肢体三级", changed.Says, StringComparison.Ordinal);
        Assert.Contains("肢体二级", changed.Knows, StringComparison.Ordinal);
        Assert.Contains("“重残”随之取消", changed.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(jia, changed.Says + changed.Knows, StringComparison.Ordinal);
        await desk.Accept(second, changed);
        Assert.Equal(("|disability|livingAlone|", jia + "43B1"), await Papers(host, desk, jia));
        await desk.Undo(second, changed);
        Assert.Equal(("|livingAlone|severeDisability|", jia + "42"), await Papers(host, desk, jia));
        Assert.Equal(["Changed certificate 王甲"], await desk.Waiting(second));
    }

    [Theory]
    [BothStores]
    public async Task One_number_with_two_names_is_looked_at_before_anything_else_of_the_row(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var desk = new DeliveryDesk(host, "disability");
        await ImportTests.Run(
            host,
            new ElderSheet("出生日期")
                .Elder(1, ("姓名", "王甲"))
                .Elder(2, ("姓名", "王乙"), ("公民身份号码", null), ("出生日期", "1941-03-04"))
                .Elder(3, ("姓名", "王丙"))
                .Csv
        );
        var (jia, yi, bing) = (ElderSheet.Number(1), ElderSheet.Number(2), ElderSheet.Number(3));
        var two = Number(new(1950, 2, 2));

        var list = await desk.Take(
            List(
                Titles,
                $"王贾,{jia}43,,,东阳关镇,长宁村",
                $"王乙,{yi}43,,,东阳关镇,东阳关村",
                $"王丙,{bing}43,,,东阳关镇,东阳关村",
                $"钱一,{two}43,,,东阳关镇,东阳关村",
                $"钱二,{two}43,,,东阳关镇,东阳关村"
            ),
            November
        );

        Assert.Equal(
            ["Category disability 王丙", "Conflict name 王贾", "Conflict alike 王乙"],
            await desk.Waiting(list)
        );
        Assert.Equal(
            [(5, "公民身份号码", "与第 6 行号码相同而姓名不同"), (6, "公民身份号码", "与第 5 行号码相同而姓名不同")],
            list.OpenErrors(Vault.Open(host.Store.Options.KeyFile)).Rows.Select(e => (e.Row, e.Column, e.Reason))
        );

        // Together they cannot be accepted; one by one, and then the rest of the row is asked.
        var (name, alike) = (
            await desk.Line(list, DifferenceKind.Conflict, "王贾"),
            await desk.Line(list, DifferenceKind.Conflict, "王乙")
        );
        Assert.Equal(0, (await desk.Accept(list, new Acceptance(ApplyLine.Same), name, alike)).Done);
        await desk.Accept(list, name);
        Assert.Equal("王贾", (await desk.Elder(jia)).Name);
        Assert.Equal(1, (await desk.Accept(list, new Acceptance(ApplyLine.Same), alike)).Done);
        Assert.Equal("王乙", (await desk.Elder(yi)).Name);
        Assert.Equal(
            ["Category disability 王贾", "Category disability 王乙", "Category disability 王丙", "Changed home 王贾"],
            await desk.Waiting(list)
        );

        // The file was changed between comparing and deciding: nothing is overwritten unseen.
        var moved = await desk.Line(list, DifferenceKind.Changed, "王贾");
        await Move(host, jia, desk);
        Assert.Contains(
            "又改过",
            (await desk.Accept(list, new Acceptance(), moved)).Refused.Single().Refusal.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await desk.Accept(list, new Acceptance(), moved)).Done);
    }

    [Theory]
    [BothStores]
    public async Task Of_somebody_known_in_another_county_nothing_is_told(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await ImportTests.Run(host, new ElderSheet().Elder(1, ("姓名", "王甲")).Csv);
        var jia = ElderSheet.Number(1);
        await using (var db = host.Store.Open())
        {
            var away = await db.Divisions.FirstAsync(
                d => d.Code.StartsWith("140403") && d.Level == Tanfang.Divisions.DivisionLevel.Village,
                Cancel
            );
            await db.Elders.ExecuteUpdateAsync(set => set.SetProperty(e => e.HomeId, away.Id), Cancel);
        }

        var county = await host.Do<Tanfang.Divisions.DivisionLookup, Tanfang.Divisions.Division?>(d =>
            d.ByCode("140426", November, Cancel)
        );
        var desk = new DeliveryDesk(host, "disability", new CurrentUser(Actor.Local, Scope.Of(county!.Id)));
        Assert.Contains(
            "数据范围",
            (await desk.Bring(List(Titles, $"王某,{jia}43,,,,"), November, "140403")).Refusals.Single().Reason,
            StringComparison.Ordinal
        );

        var list = await desk.Take(List(Titles, $"王某,{jia}43,,,东阳关镇,东阳关村"), November);
        var view = (await desk.Views(list)).Single();

        Assert.Equal(("Conflict elsewhere 王某", null), ((await desk.Waiting(list)).Single(), view.Line.ElderId));
        Assert.Equal("该号码已在其他地区建档，请发起转入核对", view.Knows);
        Assert.DoesNotContain("王甲", view.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await desk.Accept(list, new Acceptance(), view)).Done);
        await desk.Refuse(list, "已联系迁出地核对", view);
        var outsider = new DeliveryDesk(host, "disability", new CurrentUser(Actor.Local, Scope.Of(1)));
        Assert.Equal(0, (await outsider.Accept(list, new Acceptance(), view)).Done);
    }

    private static async Task Move(TestHost host, string number, DeliveryDesk desk)
    {
        var elder = await desk.Elder(number);
        await using var db = host.Store.Open();
        var other = await db
            .Divisions.Where(d => d.Code.StartsWith("140426102") && d.Level == Tanfang.Divisions.DivisionLevel.Village)
            .FirstAsync(Cancel);
        await db
            .Elders.Where(e => e.Id == elder.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.HomeId, other.Id), Cancel);
    }

    private static async Task<(string, string?)> Papers(TestHost host, DeliveryDesk desk, string number)
    {
        var elder = await desk.Elder(number);
        var seal = Vault.Open(host.Store.Options.KeyFile).SealOf(elder);
        return (elder.CategoriesNow, ElderSecrets.Open(seal, elder).DisabilityCertificate);
    }
}
