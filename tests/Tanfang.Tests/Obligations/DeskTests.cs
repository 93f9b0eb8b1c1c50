using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Workforce;
using Xunit;

namespace Tanfang.Tests.Obligations;

/// <summary>工作台 and 催办清单, told as the weeks of one small office.</summary>
public sealed class DeskTests
{
    private const string Goal = "national-2022-73/goal";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task The_table_says_how_the_month_stands_and_how_it_stood_a_week_ago(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-10-01");
        var first = await story.Enrol();
        var second = await story.Enrol();
        await story.Enrol(village: LedgerStory.Neighbour);
        foreach (var elder in new[] { first, second })
        {
            await story.Visit(elder, "2026-10-01");
        }

        story.On("2026-11-05");
        await story.Daily();
        await story.Visit(first, "2026-11-05");
        story.On("2026-11-19");
        await story.Daily();
        await story.Visit(second, "2026-11-19");

        var county = await Get(story.Host!, "/?division=140426");
        Assert.Contains("东阳关镇 月探访率 66.6%", county, StringComparison.Ordinal);
        Assert.Contains("东阳关镇 较上周 +33.3 个百分点，上周 33.3%", county, StringComparison.Ordinal);
        Assert.Contains("href=\"/?division=140426101\"", county, StringComparison.Ordinal);
        var villages = await Get(story.Host!, "/");
        Assert.Contains("较上周 +50.0 个百分点，上周 50.0%", villages, StringComparison.Ordinal);
        Assert.Contains("较上周 持平 个百分点，上周 0.0%", villages, StringComparison.Ordinal);
        Assert.Contains("数据截至 2026-11-19 10:00", villages, StringComparison.Ordinal);
        Assert.Contains("2026-11-12 10:00", villages, StringComparison.Ordinal);
        foreach (var link in Links(county, "/rates"))
        {
            await Get(story.Host!, link);
        }

        story.On("2026-12-02");
        await story.Daily();
        Assert.Contains("本月还没有上周可比", await Get(story.Host!, "/"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task A_part_that_cannot_be_read_says_so_and_leaves_the_rest_alone(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-11-02");
        await story.Enrol();
        await using (var db = story.Open())
        {
            foreach (var table in new[] { "quarantine", "reminders", "situations" })
            {
                await Rename(db, table);
            }
        }

        var page = await Get(story.Host!, "/");

        Assert.Equal(1, Times(page, "<p>暂时读不到。"));
        Assert.Contains("上次催办：暂时读不到", page, StringComparison.Ordinal);
        Assert.Contains("role=\"status\">暂时读不到。", page, StringComparison.Ordinal);
        Assert.Contains("月探访率", page, StringComparison.Ordinal);
        Assert.Contains("逾期老人 0 人", page, StringComparison.Ordinal);

        await using (var db = story.Open())
        {
            await Rename(db, "obligations");
        }

        Assert.Contains("这张表暂时读不到", await Get(story.Host!, "/"), StringComparison.Ordinal);
    }

    [Theory, BothStores]
    public async Task Responsible_persons_are_reminded_of_who_is_overdue_or_due_and_it_is_remembered(Store store)
    {
        await using var story = await LedgerStory.Serve(store, "2026-10-05");
        var late = await story.Enrol();
        var soon = await story.Enrol(village: LedgerStory.Neighbour);
        await story.Enrol();
        var visitor = await Responsible(story, late, soon);
        await story.Visit(soon, "2026-10-20");
        story.On("2026-11-28");
        await story.Daily();
        var host = story.Host!;

        Assert.Contains("还没有催办过", await Get(host, "/"), StringComparison.Ordinal);
        var list = await Get(host, "/reminders?division=140426&days=3");
        Assert.Contains("2 人逾期、1 人 3 天内到期", list, StringComparison.Ordinal);
        Assert.Contains(
            "【探访提醒】李四：您负责的老人中 1 人逾期、1 人 3 天内到期。张*",
            list,
            StringComparison.Ordinal
        );
        Assert.True(
            list.Contains("逾期 40 天（10-19 起）", StringComparison.Ordinal),
            list[list.IndexOf('【')..][..200]
        );
        Assert.Contains($"/reminders?division=140426&responsible={visitor:N}", list, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", list, StringComparison.Ordinal);
        Assert.Contains("先确定责任人", list, StringComparison.Ordinal);

        var paper = await Get(host, $"/reminders/print?division=140426&responsible={visitor:N}");
        Assert.Equal(2, Times(paper, "<th scope=\"row\">"));
        Assert.Contains("11-30 到期", paper, StringComparison.Ordinal);
        Assert.Contains("民发〔2022〕73号", paper, StringComparison.Ordinal);
        using (var book = await host.Client.GetAsync(new Uri("/reminders?handler=Xlsx", UriKind.Relative), Cancel))
        {
            Assert.Equal(
                "spreadsheetml.sheet",
                book.Content.Headers.ContentType!.MediaType!.Split('.')[^2..] is [var a, var b] ? $"{a}.{b}" : ""
            );
        }

        var act = Guid.CreateVersion7(host.Clock.GetUtcNow()).ToString();
        for (var twice = 0; twice < 2; twice++)
        {
            using var done = await host.SubmitAsync(
                "/reminders",
                ("act", act),
                ("way", "Message"),
                ("days", "3"),
                ("responsible", $"{visitor:N}")
            );
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        }

        await using var db = story.Open();
        var kept = Assert.Single(await db.Reminders.ToListAsync(Cancel));
        Assert.Equal((1, 1, visitor), (kept.Overdue, kept.DueSoon, kept.VisitorId));
        Assert.Contains("催 1 位责任人，涉及 2 位老人", await Get(host, "/"), StringComparison.Ordinal);
        Assert.Contains("发消息（2 人）", await Get(host, "/reminders?division=140426"), StringComparison.Ordinal);
        using var nobody = await host.SubmitAsync("/reminders", ("act", act), ("responsible", "0"));
        Assert.Contains("现在没有人需要催办", await nobody.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<Guid> Responsible(LedgerStory story, params Guid[] elders)
    {
        var visitor = new Visitor
        {
            Id = Guid.CreateVersion7(story.Clock.GetUtcNow()),
            Name = "李四",
            DivisionId = await story.DivisionId(LedgerStory.Village),
        };
        await story.Write(db =>
        {
            db.Visitors.Add(visitor);
            db.Responsibilities.AddRange(
                elders.Select(elder => new Responsibility
                {
                    Id = Guid.CreateVersion7(story.Clock.GetUtcNow()),
                    ElderId = elder,
                    VisitorId = visitor.Id,
                    From = story.Clock.ChinaDay,
                })
            );
        });
        return visitor.Id;
    }

    private static Task<int> Rename(Tanfang.Data.TanfangDb db, string table) =>
#pragma warning disable EF1002 // names of our own tables
        db.Database.ExecuteSqlRawAsync($"alter table {table} rename to {table}_away", Cancel);
#pragma warning restore EF1002

    private static int Times(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<string> Links(string page, string begin) =>
        page.Split("href=\"")
            .Skip(1)
            .Select(s => s[..s.IndexOf('"', StringComparison.Ordinal)])
            .Where(l => l.StartsWith(begin, StringComparison.Ordinal))
            .Distinct();

    private static async Task<string> Get(TestHost host, string address)
    {
        using var answer = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
