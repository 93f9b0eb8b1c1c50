using System.Net;
using Microsoft.EntityFrameworkCore;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Registry.Completing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Registry;

public class FileCompletenessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void File_with_everything_lacks_nothing_and_one_with_nothing_lacks_all_but_what_does_not_apply()
    {
        var full = typeof(FileFacts).GetProperties().Where(p => p.PropertyType == typeof(bool)).ToList();
        var file = new FileFacts();
        Assert.Equal(
            FileItem.All.Select(i => i.Key).Where(k => k != "certificate"),
            FileItem.All.Where(i => i.IsMissing(file)).Select(i => i.Key)
        );
        foreach (var fact in full)
        {
            fact.SetValue(file, true);
        }

        Assert.DoesNotContain(FileItem.All, i => i.IsMissing(file));
        Assert.All(FileItem.All, i => Assert.NotEmpty(i.Source));
    }

    [Theory]
    [InlineData("2025-11-19", true)]
    [InlineData("2025-11-20", false)]
    public void File_is_stale_when_twelve_months_have_passed(string confirmed, bool stale)
    {
        var today = new DateOnly(2026, 11, 19);
        var last = LastConfirmed.Of(new DateOnly(2024, 1, 1), DateOnly.Parse(confirmed, null), null, null);

        Assert.Equal(stale, last.On <= LastConfirmed.Cutoff(today, 12));
        Assert.Equal("上门探访问过家庭人口", last.By);
    }

    [Theory, BothStores]
    public async Task Worklist_shows_what_is_missing_and_what_was_not_confirmed_for_long(Store store)
    {
        await using var host = await TestHost.StartAsync(store, new FakeClock(new DateOnly(2025, 6, 2)));
        var whole = await host.Enrol(Whole("测试全") with { EnrolledOn = new DateOnly(2025, 6, 1) });
        var lacking = await host.Enrol(
            Desk.Draft("测试缺") with
            {
                EnrolledOn = new DateOnly(2025, 6, 1),
                Categories = [new("disability")],
            }
        );
        await Responsible(host, whole);
        Assert.Equal([lacking], await Listed(host, null));
        Assert.Equal([lacking], await Listed(host, "number"));
        Assert.Equal([lacking], await Listed(host, "certificate"));
        Assert.Empty(await Listed(host, "stale"));

        host.Clock.ChinaDay = new DateOnly(2026, 6, 2);
        Assert.Equal(new[] { whole, lacking }.Order(), (await Listed(host, "stale")).Order());
        Assert.Equal(2, await host.Do<StaleFiles, int>(files => files.Count(Scope.Everything, Cancel)));
        Assert.Equal(
            0,
            await host.Do<StaleFiles, int>(async files =>
                await files.Count(Scope.Of(await host.DivisionId("140425")), Cancel)
            )
        );
        var page = await host.Page("/elders/stale?what=stale");
        Assert.Contains("12 个月未更新", page, StringComparison.Ordinal);
        Assert.Contains("残疾人证号", page, StringComparison.Ordinal);

        // A call does not confirm, and neither does a visit that did not ask who lives there.
        await Visit(host, whole, Modes.Phone, "unchanged");
        await Visit(host, whole, Modes.OnSite, null);
        Assert.Contains(whole, await Listed(host, "stale"));
        await Visit(host, whole, Modes.OnSite, "unchanged");
        Assert.DoesNotContain(whole, await Listed(host, "stale"));
        await AssertConfirmedByHand(host, lacking);
    }

    private static async Task AssertConfirmedByHand(TestHost host, Guid elder)
    {
        var version = await host.Version(elder);
        async Task<HttpStatusCode> Confirm(string shown)
        {
            var html = await host.Page($"/elders/{elder}");
            Assert.Contains("确认无误", html, StringComparison.Ordinal);
            var token = System
                .Text.RegularExpressions.Regex.Match(html, "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")
                .Groups[1]
                .Value;
            using var content = new FormUrlEncodedContent([
                new("version", shown),
                new("__RequestVerificationToken", token),
            ]);
            using var posted = await host.Client.PostAsync(
                new Uri($"/elders/{elder}/confirm", UriKind.Relative),
                content,
                Cancel
            );
            return posted.StatusCode;
        }

        Assert.Equal(HttpStatusCode.PreconditionFailed, await Confirm("99"));
        Assert.Equal(HttpStatusCode.Redirect, await Confirm(version));
        Assert.Equal(HttpStatusCode.Redirect, await Confirm(version));
        Assert.DoesNotContain(elder, await Listed(host, "stale"));
        Assert.Contains(
            "最后核对：2026-06-02（确认无误）",
            await host.Page($"/elders/{elder}"),
            StringComparison.Ordinal
        );
        await using var db = host.Store.Open();
        Assert.Equal(1, await db.FileConfirmations.CountAsync(c => c.ElderId == elder, Cancel));
    }

    private static ElderDraft Whole(string name) =>
        Desk.Draft(name) with
        {
            IdNumber = "990101194103020020",
            Address = "一组 3 号",
            Contacts = [new("测试亲属", "女儿", "13800001234")],
        };

    private static async Task<IEnumerable<Guid>> Listed(TestHost host, string? what) =>
        (
            await host.Do<FindStale, Page<StaleRow>>(find =>
                find.Run(Scope.Everything, new StaleFilter(null, what, null), Cancel)
            )
        ).Items.Select(r => r.Id);

    private static async Task Responsible(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        db.Responsibilities.Add(
            new()
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                VisitorId = Guid.CreateVersion7(),
                From = new DateOnly(2025, 6, 1),
            }
        );
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task Visit(TestHost host, Guid elder, Modes mode, string? family)
    {
        var answers = StatusAnswers.Each(key =>
            key == "family" && family is not null ? new StatusAnswer(family, null, null, null) : null
        );
        await using var db = host.Store.Open();
        db.Visits.Add(
            new Visit
            {
                Id = Guid.CreateVersion7(),
                ElderId = elder,
                IsAttempt = false,
                HappenedOn = host.Clock.ChinaDay,
                RecordedAt = host.Clock.GetUtcNow(),
                ReceivedAt = host.Clock.GetUtcNow(),
                FormVersion = "1",
                Mode = mode,
                Counts = true,
                Answers = answers.ToJson(),
                Visitors = "测试访员",
                Raw = [1],
                EnteredBy = "local",
            }
        );
        await db.SaveChangesAsync(Cancel);
    }
}
