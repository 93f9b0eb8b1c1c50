using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reviewing;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>Imports as an office makes them, on both stores.</summary>
public sealed class ImportTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task A_dry_run_tells_everything_and_writes_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet().Elders(30).Elder(31, ("公民身份号码", "1.10E+17")).Csv;

        var report = await host.Do<ImportElders, ImportReport>(i =>
            i.DryRun(file, Scope.Everything, Actor.Local, Cancel)
        );

        Assert.Equal((31, 30, 0, 0, 1), Counts(report));
        Assert.Equal(
            new RowError(32, "公民身份号码", "被电子表格改成了科学计数法，末几位已丢失", "把单元格设为文本后重新填写"),
            Assert.Single(report.Errors)
        );
        await using var db = host.Store.Open();
        Assert.Equal(
            (0, 0, 0, 0),
            (db.Elders.Count(), db.ElderFacts.Count(), db.ImportJobs.Count(), db.Changes.Count())
        );
    }

    [Theory]
    [BothStores]
    public async Task The_same_file_again_changes_nothing(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var sheet = new ElderSheet(
            "紧急联系人1",
            "紧急联系人1电话",
            "意愿",
            "探访责任人",
            "饮水是否安全",
            "家庭每月收入",
            "成员1姓名",
            "帮扶单位",
            "失能程度",
            "评估日期"
        );
        foreach (var n in Enumerable.Range(1, 700))
        {
            sheet.Elder(
                n,
                ("紧急联系人1", "王建国"),
                ("紧急联系人1电话", "0355-6561234"),
                ("意愿", "愿意"),
                ("探访责任人", "李梅"),
                ("饮水是否安全", "是"),
                ("家庭每月收入", "1,200.50元"),
                ("成员1姓名", "赵六"),
                ("帮扶单位", "企业；志愿者"),
                ("失能程度", "不能自理"),
                ("评估日期", "2025/1/2")
            );
        }

        var first = await Run(host, sheet.Csv);
        var before = await Everything(host);
        var second = await Run(host, sheet.Xlsx());

        Assert.Equal((700, 700, 0, 0, 0), Counts(first));
        Assert.Equal((700, 0, 0, 700, 0), Counts(second));
        Assert.Equal(before, await Everything(host));
    }

    [Theory]
    [BothStores]
    public async Task An_imported_elder_is_the_elder_of_the_file(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var number = ElderSheet.Number(1);
        var sheet = new ElderSheet(
            "残疾人证号",
            "失能程度",
            "评估结果",
            "评估日期",
            "评估机构",
            "评估有效期至",
            "低保、特困",
            "意愿",
            "意愿由谁表示",
            "登记日期",
            "类别起始日期",
            "探访责任人",
            "与户主关系",
            "成员1姓名",
            "成员1与户主关系"
        ).Elder(
            1,
            ("姓名", "阿依•买买提"),
            ("残疾人证号", number + "43"),
            ("失能程度", "不能自理"),
            ("评估结果", "重度"),
            ("评估日期", "2026-05-01"),
            ("评估机构", "县医院"),
            ("评估有效期至", "2027年4月30日"),
            ("低保、特困", "低保"),
            ("意愿", "拒绝"),
            ("意愿由谁表示", "本人"),
            ("登记日期", "2026-11-02"),
            ("类别起始日期", "2026-11-01"),
            ("探访责任人", "李梅"),
            ("与户主关系", "配偶"),
            ("成员1姓名", "赵六"),
            ("成员1与户主关系", "户主")
        );

        await Run(host, sheet.Csv);

        await using var db = host.Store.Open();
        var elder = await db.Elders.SingleAsync(Cancel);
        var secrets = ElderSecrets.Open(Vault.Open(host.Store.Options.KeyFile).SealOf(elder), elder);
        var home = await db.Divisions.SingleAsync(d => d.Id == elder.HomeId, Cancel);
        Assert.Equal(("阿依·买买提", Sex.Female, new DateOnly(1941, 3, 3)), (elder.Name, elder.Sex, elder.BirthDate));
        Assert.Equal(
            ("140426101201", number, "13800000001", "1 号"),
            (home.Code, secrets.IdNumber, secrets.Phone, secrets.Address)
        );
        Assert.Equal("|disability|incapacitatedFull|livingAlone|minimumLiving|", elder.CategoriesNow);
        Assert.Equal((ConsentState.Refused, new DateOnly(2026, 11, 2)), (elder.ConsentNow, elder.EnrolledOn));
        var assessed = await db.ElderFacts.SingleAsync(f => f.Key == "incapacitatedFull", Cancel);
        Assert.Equal(
            ("重度", new DateOnly(2026, 5, 1), "县医院", new DateOnly(2027, 5, 1), new DateOnly(2026, 11, 1)),
            (
                assessed.AssessmentResult,
                assessed.AssessedOn!.Value,
                assessed.Assessor,
                assessed.AssessmentValidUntil!.Value,
                assessed.On
            )
        );
        var members = await db.HouseholdMembers.OrderBy(m => m.Position).ToListAsync(Cancel);
        Assert.Equal(
            [("赵六", "户主", false), ("阿依·买买提", "配偶", true)],
            members.Select(m => (m.Name, m.Relation!, m.ElderId == elder.Id))
        );
        var visitor = await db.Visitors.SingleAsync(Cancel);
        Assert.Equal(("李梅", home.TownshipId), (visitor.Name, visitor.DivisionId));
        Assert.True(
            await db.Responsibilities.AnyAsync(r => r.ElderId == elder.Id && r.VisitorId == visitor.Id, Cancel)
        );
        Assert.True(
            await db.Obligations.AnyAsync(o => o.ElderId == elder.Id, Cancel),
            "obligations follow in the same transaction"
        );
    }

    [Theory]
    [BothStores]
    public async Task One_bad_row_among_five_thousand_is_named_and_the_others_go_in(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var sheet = new ElderSheet();
        foreach (var n in Enumerable.Range(2, 5000))
        {
            sheet.Elder(n, n == 17 ? ("电话", "138") : ("电话", "13800000000"));
        }

        var report = await Run(host, sheet.Csv);

        Assert.Equal((5000, 4999, 0, 0, 1), Counts(report));
        Assert.Equal((17, "电话"), Assert.Single(report.Errors) is var e ? (e.Row, e.Column) : default);
    }

    [Theory]
    [BothStores]
    public async Task Only_what_differs_is_changed_and_nothing_is_taken_away(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Run(host, new ElderSheet().Elder(1).Elder(2).Elder(3).Csv);

        var report = await Run(
            host,
            new ElderSheet("留守", "紧急联系人1")
                .Elder(1, ("电话", "13900000001"), ("留守", "是"), ("紧急联系人1", "王建国"))
                .Elder(2, ("独居、空巢", "否"))
                .Elder(3, ("住址", null), ("电话", null), ("独居、空巢", null))
                .Csv
        );

        Assert.Equal((3, 0, 1, 1, 1), Counts(report));
        Assert.Equal((3, "独居、空巢"), (report.Errors.Single().Row, report.Errors.Single().Column));
        await using var db = host.Store.Open();
        var changed = await db.Elders.SingleAsync(e => e.Version == 2, Cancel);
        Assert.Equal("|leftBehind|livingAlone|", changed.CategoriesNow);
        Assert.Equal(3, await db.Elders.CountAsync(e => e.CategoriesNow.Contains("livingAlone"), Cancel));
    }

    [Theory]
    [BothStores]
    public async Task Somebody_known_elsewhere_or_under_another_name_is_refused_without_telling_where_or_who(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store);
        await Run(host, new ElderSheet().Elder(1).Elder(2).Csv);

        var report = await Run(host, new ElderSheet().Elder(1, ("村", "长宁村")).Elder(2, ("姓名", "李别人")).Csv);

        Assert.Equal((2, 0, 0, 0, 2), Counts(report));
        Assert.Equal(["此人已登记在别的村（居）", "这个号码已登记在另一个姓名下"], report.Errors.Select(e => e.Reason));
    }

    [Theory]
    [BothStores]
    public async Task The_same_number_twice_in_a_file_is_flagged(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet().Elder(1).Elder(1).Elder(2).Elder(2, ("姓名", "李别人")).Elder(3).Csv;

        var report = await Run(host, file);

        Assert.Equal((5, 2, 0, 0, 3), Counts(report));
        Assert.Equal(
            [(3, "与第 2 行是同一个号码"), (4, "与第 5 行号码相同而姓名不同"), (5, "与第 4 行号码相同而姓名不同")],
            report.Errors.Select(e => (e.Row, e.Reason))
        );
    }

    [Theory]
    [BothStores]
    public async Task A_row_without_number_that_resembles_somebody_waits_for_a_decision(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Run(host, new ElderSheet("出生日期").Elder(1).Elder(2).Elder(3).Elder(4).Csv);
        var again = new ElderSheet("出生日期", "留守");
        foreach (var n in Enumerable.Range(1, 4))
        {
            again.Elder(
                n,
                ("公民身份号码", null),
                ("出生日期", $"1941-03-{n + 2:D2}"),
                ("电话", n == 4 ? $"138{n:D8}" : null),
                ("住址", null),
                ("留守", n == 4 ? null : "是")
            );
        }

        var report = await Run(host, again.Csv);
        var repeated = await Run(host, again.Csv);

        // The fourth says nothing new and has the same phone: it is left alone.
        Assert.Equal((4, 0, 0, 1, 3), Counts(report));
        Assert.Equal((4, 0, 0, 1, 3), Counts(repeated));
        await using (var db = host.Store.Open())
        {
            Assert.Equal(3, await db.ImportReviews.CountAsync(Cancel));
            var reviews = await db.ImportReviews.OrderBy(r => r.Row).Select(r => r.Id).ToListAsync(Cancel);
            string[] decisions = [DecideReview.Same, DecideReview.New, DecideReview.Dismissed];
            foreach (var (id, decision) in reviews.Zip(decisions))
            {
                Assert.True(
                    (
                        await host.Do<DecideReview, Result<string>>(d => d.Run(id, decision, CurrentUser.Local, Cancel))
                    ).Succeeded
                );
                Assert.False(
                    (
                        await host.Do<DecideReview, Result<string>>(d => d.Run(id, decision, CurrentUser.Local, Cancel))
                    ).Succeeded
                );
            }
        }

        await using var after = host.Store.Open();
        Assert.Equal(5, await after.Elders.CountAsync(Cancel));
        Assert.Equal(2, await after.Elders.CountAsync(e => e.CategoriesNow.Contains("leftBehind"), Cancel));
        Assert.Equal((4, 0, 0, 3, 1), Counts(await Run(host, again.Csv)));
    }

    [Theory]
    [BothStores]
    public async Task Nobody_is_written_outside_the_senders_scope(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await using var db = host.Store.Open();
        var other = await db.Divisions.SingleAsync(d => d.Code == "140403", Cancel);

        var report = await host.Do<ImportElders, ImportReport>(i =>
            i.DryRun(new ElderSheet().Elder(1).Csv, Scope.Of(other.Id), Actor.Local, Cancel)
        );

        Assert.Equal("这个村（居）不在您的数据范围内", Assert.Single(report.Errors).Reason);
    }

    internal static (int Rows, int Added, int Updated, int Unchanged, int Rejected) Counts(ImportReport r) =>
        (r.Rows, r.Added, r.Updated, r.Unchanged, r.Rejected);

    internal static async Task<ImportReport> Run(TestHost host, byte[] file)
    {
        var job = ImportJob.Of(file, "名单", Vault.Open(host.Store.Options.KeyFile), Actor.Local, host.Clock.Now());
        var report = await host.Do<ImportElders, ImportReport>(i =>
            i.RunNew(job, file, Scope.Everything, Actor.Local, Cancel)
        );
        Assert.Equal(report.Rows, report.Added + report.Updated + report.Unchanged + report.Rejected);
        return report;
    }

    private static async Task<string> Everything(TestHost host)
    {
        await using var db = host.Store.Open();
        var elders = await db
            .Elders.OrderBy(e => e.Id)
            .Select(e => new
            {
                e.Id,
                e.Version,
                e.ChangedAt,
            })
            .ToListAsync(Cancel);
        int[] counts =
        [
            db.ElderFacts.Count(),
            db.Contacts.Count(),
            db.HouseholdMembers.Count(),
            db.Responsibilities.Count(),
            db.Visitors.Count(),
            db.Obligations.Count(),
            db.ObligationOutcomes.Count(),
        ];
        return string.Join('\n', elders) + string.Join(' ', counts);
    }
}
