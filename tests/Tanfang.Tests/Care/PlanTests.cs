using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Care.Planning;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Registry.Merging;
using Tanfang.Tests.Visits;
using Xunit;
using Desk = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Care;

/// <summary>分类帮扶方案: made, gone through, changed, ended, with every version readable; on both stores.</summary>
public sealed class PlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_class_of_help_and_the_basis_quote_their_documents_word_for_word()
    {
        foreach (var source in HelpKinds.Shipped.All.Select(k => k.Source).Concat(HelpKinds.Shipped.Basis))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, "policies/sources", source.Pack + ".txt"));
            Assert.Contains(
                source.Quote,
                string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
                StringComparison.Ordinal
            );
            Assert.Contains(source.Document, text, StringComparison.Ordinal);
        }

        Assert.Distinct(HelpKinds.Shipped.All.Select(k => k.Key));
    }

    [Theory, BothStores]
    public async Task A_plan_is_made_changed_gone_through_and_ended_and_every_version_stays_readable(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var (elder, owner) = (await host.Enrol(), await host.AddVisitor());
        Assert.Contains("没有在用的帮扶方案", await host.OpenAsync($"/elders/{elder}"), StringComparison.Ordinal);
        var sheet = PlanDesk.Sheet(owner, "2026-10-01", "2027-01-01");
        var plan = await host.MakePlan(elder, sheet);
        // Sent twice it is one plan; a second one beside it is refused.
        Assert.Equal(HttpStatusCode.Redirect, (await host.Send($"/elders/{elder}/plan", sheet)).Status);
        Assert.Contains(
            "已有一份在用的帮扶方案",
            (await host.Send($"/elders/{elder}/plan", sheet.With())).Text,
            StringComparison.Ordinal
        );

        var page = $"/elders/{elder}/plan/{plan.Id}";
        host.On("2026-10-20");
        var done = await host.Goes(plan, sheet, "changed", ("On", "2026-10-20"), ("Lines[1].DoneOn", "2026-10-18"));
        Assert.Equal("", (await host.Send(page, done)).Text);
        // The same form once more is the same act; an older one is shown both versions and keeps what was typed.
        Assert.Equal("", (await host.Send(page, done)).Text);
        var (stale, both) = await host.Send(page, done.With(("Words", "另一位经办人写的")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale);
        Assert.Contains("2026-10-18 完成", both, StringComparison.Ordinal);
        Assert.Contains("另一位经办人写的", both, StringComparison.Ordinal);
        Assert.Contains(
            "没有不同",
            (
                await host.Send(
                    page,
                    await host.Goes(plan, sheet, "changed", ("On", "2026-10-20"), ("Lines[1].DoneOn", "2026-10-18"))
                )
            ).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "调整不能推迟复核",
            (await host.Send(page, await host.Goes(plan, sheet, "changed", ("ReviewOn", "2027-03-01")))).Text,
            StringComparison.Ordinal
        );

        host.On("2027-01-02");
        Assert.Contains("在用，复核已过期", await host.OpenAsync($"/elders/{elder}"), StringComparison.Ordinal);
        var reviewed = await host.Goes(
            plan,
            sheet,
            "reviewed",
            ("On", "2027-01-02"),
            ("ReviewOn", "2027-07-01"),
            ("Words", "老人胃口变好"),
            ("Lines[0].What", "每天送餐"),
            ("Lines[0].By", "2027-06-30"),
            ("Lines[1].Remove", "true")
        );
        Assert.Equal("", (await host.Send(page, reviewed)).Text);
        var shown = await host.OpenAsync($"/elders/{elder}");
        Assert.Contains("每天送餐", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("更换燃气软管", shown, StringComparison.Ordinal);
        Assert.Contains(
            "更换燃气软管",
            await host.OpenAsync($"/elders/{elder}?on=2026-12-01"),
            StringComparison.Ordinal
        );

        host.On("2027-01-02", "11:00");
        var ending = new Dictionary<string, string>
        {
            ["Form.Id"] = $"{Guid.CreateVersion7()}",
            ["Form.Number"] = "3",
            ["Form.On"] = "2027-01-02",
        };
        Assert.Contains("没有选结束的原因", (await host.Send(page + "/end", ending)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "没有填说明",
            (await host.Send(page + "/end", ending.With(("Reason", "other")))).Text,
            StringComparison.Ordinal
        );
        Assert.Equal("", (await host.Send(page + "/end", ending.With(("Reason", "achieved")))).Text);

        var history = await host.OpenAsync($"/elders/{elder}/plans");
        foreach (
            var said in new[]
            {
                "2027-01-02 结束：目标已达到",
                "第 1 版",
                "第 4 版",
                "去掉措施：更换燃气软管",
                "每周两次送餐 → 每天送餐",
                "的完成日期：未完成 → 2026-10-18",
                "老人胃口变好",
                "本机用户 2026-10-20 10:00 登记",
            }
        )
        {
            Assert.Contains(said, history, StringComparison.Ordinal);
        }

        await using var db = host.Store.Open();
        Assert.Equal(
            ["plan.made", "plan.changed", "plan.reviewed", "plan.ended"],
            await db
                .Changes.Where(c => c.SubjectId == $"{plan.Id:N}")
                .OrderBy(c => c.Id)
                .Select(c => c.Action)
                .ToListAsync(Cancel)
        );
        foreach (var box in await db.HelpMeasures.Select(m => m.What).ToListAsync(Cancel))
        {
            Assert.DoesNotContain("送餐", System.Text.Encoding.UTF8.GetString(box), StringComparison.Ordinal);
        }

        // Ended is ended; a new one may be made.
        var next = sheet.With(
            ("On", "2027-01-02"),
            ("ReviewOn", "2027-07-01"),
            ("Lines[0].By", "2027-06-30"),
            ("Lines[1].By", "2027-06-30")
        );
        Assert.Equal("", (await host.Send($"/elders/{elder}/plan", next)).Text);
        using var gone = await host.Client.GetAsync(page, Cancel);
        Assert.Equal($"/elders/{elder}/plans", gone.Headers.Location?.OriginalString);
    }

    [Theory, BothStores]
    public async Task What_is_wrong_in_a_form_is_named_at_its_box_and_nothing_is_kept(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var (elder, owner) = (await host.Enrol(), await host.AddVisitor());
        var ended = await host.AddVisitor("王离岗");
        await using (var before = host.Store.Open())
        {
            await before
                .Visitors.Where(v => v.Id == ended)
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Until, new DateOnly(2026, 9, 1)), Cancel);
        }

        var sheet = PlanDesk.Sheet(owner, "2026-10-01", "2027-01-01");
        (string Field, string Value, string Said)[] wrong =
        [
            ("Owner", "", "没有选责任人"),
            ("Owner", "不是编号", "责任人不在名单中"),
            ("Owner", $"{ended}", "责任人不在岗"),
            ("Owner", $"{Guid.NewGuid()}", "责任人不在岗"),
            ("On", "2026-10-02", "日期在今天之后"),
            ("On", "", "没有填制定日期"),
            ("ReviewOn", "2026-09-30", "下次复核在今天之前"),
            ("ReviewOn", "2027-10-02", "下次复核晚于 2027-10-01"),
            ("ReviewOn", "2026-02-30", "下次复核日期不是日期"),
            ("Words", new string('字', 4001), "说明超过 1000 个字"),
            ("Lines[0].What", new string('字', 4001), "措施超过 500 个字"),
            ("Lines[0].What", " ", "没有填措施"),
            ("Lines[0].What", "送餐\u0001", "不能保存的字符"),
            ("Lines[0].Kind", "nothing", "没有选帮扶类别"),
            ("Lines[0].By", "", "没有填期限"),
            ("Lines[0].By", "2062-12-31", "期限在 3 年以后"),
            ("Lines[0].By", "2026-09-01", "期限早于方案的制定日期"),
            ("Lines[0].Body", "镇民政办", "由谁办填了两处"),
            ("Lines[1].Body", "", "没有填由谁办"),
            ("Lines[0].Visitor", $"{ended}", "探访人员不在岗"),
            ("Lines[0].DoneOn", "2026-10-02", "完成日期在今天之后"),
            ("Id", "", "表单不完整"),
        ];
        foreach (var (field, value, said) in wrong)
        {
            var (status, text) = await host.Send($"/elders/{elder}/plan", sheet.With((field, value)));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        var empty = sheet.Where(f => !f.Key.Contains("Lines", StringComparison.Ordinal)).ToDictionary();
        Assert.Contains(
            "一项措施也没有",
            (await host.Send($"/elders/{elder}/plan", empty)).Text,
            StringComparison.Ordinal
        );
        var many = sheet.With([.. Enumerable.Range(2, 20).Select(i => ($"Lines[{i}].What", "多"))]);
        Assert.Contains(
            "措施超过 20 项",
            (await host.Send($"/elders/{elder}/plan", many)).Text,
            StringComparison.Ordinal
        );

        await using var db = host.Store.Open();
        Assert.False(await db.HelpPlans.AnyAsync(Cancel));
        Assert.False(await db.HelpPlanVersions.AnyAsync(Cancel));
    }

    [Theory, BothStores]
    public async Task Who_is_unknown_out_of_scope_or_gone_gets_no_plan_and_of_two_officers_at_once_one_is_told(
        Store store
    )
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2026, 10, 1)));
        var (elder, owner) = (await host.Enrol(), await host.AddVisitor());
        var sheet = PlanDesk.Sheet(owner, "2026-10-01", "2027-01-01");
        var plan = await host.MakePlan(elder, sheet);
        var other = Scope.Of(await host.DivisionId(Desk.OtherVillage));
        var form = Form(owner, plan.Number);
        Assert.Equal(
            "plan.unknown",
            await Refused<Tanfang.Care.Planning.MakePlan>(host, m => m.Run(other, Actor.Local, elder, form, Cancel))
        );
        Assert.Equal(
            "plan.unknown",
            await Refused<Tanfang.Care.Planning.MakePlan>(
                host,
                m => m.Run(Scope.Everything, Actor.Local, Guid.NewGuid(), form, Cancel)
            )
        );
        Assert.Equal(
            "plan.unknown",
            await Refused<RevisePlan>(host, r => r.Run(other, Actor.Local, elder, plan.Id, form, Cancel))
        );
        Assert.Equal(
            "plan.unknown",
            await Refused<RevisePlan>(
                host,
                r => r.Run(Scope.Everything, Actor.Local, elder, Guid.NewGuid(), form, Cancel)
            )
        );
        Assert.Equal(
            "plan.unknown",
            await Refused<EndPlan>(host, e => e.Run(other, Actor.Local, elder, plan.Id, new EndForm(), Cancel))
        );
        using var nobody = await host.Client.GetAsync($"/elders/{Guid.NewGuid()}/plan", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    host.Do<RevisePlan, Result<Guid>>(r =>
                        r.Run(Scope.Everything, Actor.Local, elder, plan.Id, Form(owner, plan.Number), Cancel)
                    )
                )
        );
        Assert.Equal("plan.changedMeanwhile", Assert.Single(answers, a => !a.Succeeded).Refusals[0].Code);

        // It ends in the view with the person; nothing is deleted, nothing more is written.
        Assert.Equal("", await host.EnterFact(elder, "leave", ("Form.Key", "died"), ("Form.On", "2026-10-01")));
        Assert.Contains("随去世结束（2026-10-01）", await host.OpenAsync($"/elders/{elder}"), StringComparison.Ordinal);
        Assert.Contains("每周两次送餐", await host.OpenAsync($"/elders/{elder}/plans"), StringComparison.Ordinal);
        Assert.Equal(
            "plan.left",
            await Refused<RevisePlan>(
                host,
                r => r.Run(Scope.Everything, Actor.Local, elder, plan.Id, Form(owner, 2), Cancel)
            )
        );
        await using var db = host.Store.Open();
        Assert.Equal(2, await db.HelpPlanVersions.CountAsync(Cancel));
        Assert.Null((await db.HelpPlans.SingleAsync(Cancel)).EndedOn);
    }

    private static PlanForm Form(Guid owner, int number) =>
        new()
        {
            Id = $"{Guid.CreateVersion7()}",
            Number = number,
            Act = "reviewed",
            Owner = $"{owner}",
            On = "2026-10-01",
            ReviewOn = "2027-02-01",
            Lines =
            [
                new PlanLine
                {
                    Kind = "comfort",
                    What = "每周通话",
                    Body = "老年协会",
                    By = "2026-12-31",
                },
            ],
        };

    private static async Task<string> Refused<T>(TestHost host, Func<T, Task<Result<Guid>>> act)
        where T : notnull => Assert.Single((await host.Do(act)).Refusals).Code;
}
