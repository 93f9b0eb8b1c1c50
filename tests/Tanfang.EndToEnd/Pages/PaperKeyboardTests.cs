using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Visits;
using Tanfang.Visits.Entering;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>Paper forms entered by keyboard alone, the keys counted as a clerk presses them.</summary>
public sealed class PaperKeyboardTests(Browser browser, ITestOutputHelper output)
{
    private const int MostKeys = 40;
    private const double MostSeconds = 25;

    /// <summary>An ordinary clerk's pace; beginners need twice that.</summary>
    private const double SecondsPerKey = 0.2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_is_entered_without_the_mouse_in_few_keys_and_nothing_typed_is_lost()
    {
        await using var host = await Office();
        var batch = await Batch(host);
        await using var tab = await browser.OpenAsync(new Uri(host.Address, $"/entry/{batch}?handler=Next"));
        var page = tab.Page;
        var keys = new Keys(page);

        // An ordinary form: eight unchanged, three looked at, a need in a few words.
        var ordinary = page.Url;
        await keys.Press("+");
        Assert.Equal(8, await page.Locator("input[value=unchanged]:checked").CountAsync());
        Assert.Equal(
            0,
            await page.Locator("[name=gas]:checked, [name=water]:checked, [name=electricity]:checked").CountAsync()
        );
        await keys.Press("1", "1", "1", "Enter");
        // Kept when the server has answered the very text; an earlier answer says 已暂存 too.
        await page.RunAndWaitForResponseAsync(
            () => keys.Write("bang mang mai yao ", "帮忙买药"),
            kept =>
                Encoding
                    .UTF8.GetString(kept.Request.PostDataBuffer ?? [])
                    .Contains("帮忙买药", StringComparison.Ordinal)
        );
        await Assertions.Expect(page.Locator("#saved")).ToContainTextAsync("已暂存");
        await page.ReloadAsync();
        Assert.Equal("帮忙买药", await page.Locator("#needsInWords").InputValueAsync());
        Assert.Equal(11, await page.Locator("[data-status] input:checked").CountAsync());
        await keys.Press("Control+Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(ordinary);
        Report("普通的一张", keys.Count);
        var first = await Last(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("safe", "safe", "safe", "paper"), (first.Gas, first.Water, first.Electricity, first.EnteredFrom));
        Assert.Equal(new DateOnly(2026, 11, 10), first.HappenedOn);
        Assert.Equal(8, Regex.Count(first.Answers, "\\[\"unchanged\""));

        // Two items changed and a disease named; Esc goes back, a wrong box is chosen anew.
        keys.Count = 0;
        var changed = page.Url;
        await keys.Press("0", ".", "1", "Escape");
        Assert.Equal("movement", await page.EvaluateAsync<string>("document.activeElement.name"));
        await keys.Press("2", "1");
        await keys.Write("gao xue ya ", "高血压");
        await keys.Press("Enter", "+", "1", "1", "2", "Control+Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(changed);
        Report("两项有变化、写病名的一张", keys.Count);
        var second = await Last(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var answers = StatusAnswers.Parse(second.Answers);
        Assert.Equal(("worse", "serious"), (answers.Movement?.Tick, answers.Illness?.Tick));
        Assert.Equal("fairlySafe", second.Electricity);

        // What an input method does with its keys is its own; an odd sheet is asked about once; nobody met is five keys.
        await page.EvaluateAsync(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '1', isComposing: true, bubbles: true }))"
        );
        Assert.Equal(0, await page.Locator("[data-status] input:checked").CountAsync());
        await keys.Press("+", "Control+Enter");
        await Assertions.Expect(page.Locator(".doubts")).ToContainTextAsync("还有 3 项没有填");
        await tab.HasNoBarrierAsync();
        await keys.Press("1");
        Assert.True(await page.Locator("[name=sure]").IsCheckedAsync());
        keys.Count = 0;
        await keys.Press("F2", "1", "Control+Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(host.Address, $"/entry/{batch}").ToString());
        Report("没见到人的一张", keys.Count);
        Assert.True((await Last(host)).IsAttempt);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_and_tried_again()
    {
        await using var host = await Office();
        await using var tab = await browser.OpenAsync(
            new Uri(host.Address, $"/entry/{await Batch(host)}?handler=Next")
        );
        var saved = tab.Page.Locator("#saved");
        await tab.Page.RouteAsync("**/*handler=Draft", route => route.AbortAsync());

        await tab.Page.Keyboard.PressAsync("0");
        await Assertions.Expect(saved).ToHaveTextAsync("没有存上，正在重试");
        await tab.Page.Keyboard.PressAsync("Control+Enter");
        await tab.Page.UnrouteAsync("**/*handler=Draft");

        await Assertions.Expect(saved).ToContainTextAsync("已暂存");
        Assert.Equal(
            1,
            await host.Do<Data.TanfangDb, int>(db => db.EntrySheets.CountAsync(s => s.Draft != null, Cancel))
        );
    }

    private void Report(string form, int keys)
    {
        var seconds = keys * SecondsPerKey;
        output.WriteLine($"{form}：{keys} 键，每键 {SecondsPerKey} 秒合 {seconds:0.0} 秒");
        Assert.InRange(keys, 1, MostKeys);
        Assert.InRange(seconds, 0, MostSeconds);
    }

    private static Task<Visit> Last(TestHost host) =>
        host.Do<Data.TanfangDb, Visit>(db =>
            db.Visits.AsNoTracking().OrderByDescending(v => v.ReceivedAt).FirstAsync(Cancel)
        );

    private static async Task<Guid> Batch(TestHost host)
    {
        var village = await host.Do<Data.TanfangDb, int>(db =>
            db.Elders.Select(e => e.HomeId).Distinct().SingleAsync(Cancel)
        );
        var asked = new NewBatch(village, null, new DateOnly(2026, 11, 10), "onSite", "李探访");
        return (await host.Do<OpenBatch, Result<Guid>>(open => open.Run(CurrentUser.Local, asked, Cancel))).Value;
    }

    /// <summary>Three elders of one village, each visited once in October.</summary>
    private static async Task<TestHost> Office()
    {
        var host = await TestHost.StartAsync(Store.Sqlite);
        var village = await host.Do<Data.TanfangDb, int>(db =>
            db.Divisions.Where(d => d.Code == "140426101201").Select(d => d.Id).SingleAsync(Cancel)
        );
        foreach (var name in new[] { "测试甲", "测试乙", "测试丙" })
        {
            var draft = new ElderDraft
            {
                Name = name,
                BirthDate = new DateOnly(1941, 3, 2),
                EnrolledOn = new DateOnly(2026, 1, 5),
                Categories = [new CategoryClaim("livingAlone")],
                HomeId = village,
            };
            var elder = await host.Do<EnrolElder, Result<Guid>>(e =>
                e.Run(draft, Scope.Everything, Actor.Local, Cancel)
            );
            var id = DeskRecord.NewId(host.Clock);
            await host.Do<EnterRecord, Result<int?>>(enter =>
                enter.Run(
                    id,
                    "visit",
                    elder.Value,
                    "2026-10-07",
                    null,
                    json =>
                    {
                        json.WriteString("mode", "onSite");
                        json.WriteString("movement", "better");
                    },
                    Cancel
                )
            );
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return host;
    }

    /// <summary>Counts what a hand presses: Ctrl and Enter are two; characters of an input method are the letters typed for them.</summary>
    private sealed class Keys(IPage page)
    {
        public int Count { get; set; }

        public async Task Press(params string[] keys)
        {
            foreach (var key in keys)
            {
                Count += key.Length > 1 ? key.Split('+').Length : 1;
                await page.Keyboard.PressAsync(key);
            }
        }

        /// <param name="typed">Pinyin with the spaces that choose; each of them is a key.</param>
        /// <param name="text">What the input method makes of it.</param>
        public async Task Write(string typed, string text)
        {
            Count += typed.Length;
            await page.Keyboard.InsertTextAsync(text);
        }
    }
}
