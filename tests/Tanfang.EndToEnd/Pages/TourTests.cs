using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>The tour of the README, walked in a browser.</summary>
public sealed class TourTests(Browser browser, DemoOffice office) : IClassFixture<DemoOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_desk_to_an_overdue_elder_a_visit_ends_the_overdue_and_leaves_the_missed()
    {
        await using var tab = await browser.OpenAsync(office.At("/"));
        var page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("逾期") }).First.ClickAsync();
        await page.Locator("tbody th a").First.ClickAsync();
        var elder = Guid.Parse(new Uri(page.Url).Segments[^1]);
        var missed = await Missed(elder);
        Assert.True(missed > 0);
        await Assertions.Expect(page.Locator("#duties")).ToContainTextAsync("逾期");

        await page.GetByRole(AriaRole.Link, new() { Name = "记录探访" }).First.ClickAsync();
        foreach (var safety in new[] { "gas", "water", "electricity" })
        {
            Assert.Equal(0, await page.Locator($"input[name={safety}]:checked").CountAsync());
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "其余八项无变化" }).ClickAsync();
        foreach (var safety in new[] { "gas", "water", "electricity" })
        {
            Assert.Equal(0, await page.Locator($"input[name={safety}]:checked").CountAsync());
            await page.Locator($"input[name={safety}][value=safe]").CheckAsync();
        }

        await page.Locator("input[name=mode][value=onSite]").CheckAsync();
        await page.Locator("[name=visitors]").FillAsync("李试");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存探访" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("visits/new"));

        await page.GotoAsync(office.At($"/elders/{elder}").ToString());
        await Assertions.Expect(page.Locator("#duties")).Not.ToContainTextAsync("逾期");
        Assert.Equal(missed, await Missed(elder));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_number_of_the_monthly_rate_opens_to_as_many_people()
    {
        await using var tab = await browser.OpenAsync(office.At("/rates?division=140426&month=2026-10"));
        var number = tab.Page.Locator("tbody tr").First.Locator("a[href*='bucket=counted']");
        var count = await number.TextContentAsync();

        await number.ClickAsync();

        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync($"共 {count!.Trim()} 人");
    }

    [Fact]
    public async Task The_printed_form_is_two_copies_of_the_official_layout()
    {
        var elder = await office.Read(db =>
            db.Visits.Where(v => v.Ordinal == 2).Select(v => v.ElderId).FirstAsync(Cancel)
        );
        await using var tab = await browser.OpenAsync(office.At($"/elders/{elder}/form"));

        var main = tab.Page.Locator("body");
        foreach (
            var words in new[]
            {
                "县级民政部门存",
                "乡镇(街道)存",
                "一、探访对象基本情况",
                "五、探访情况",
                "六、关爱服务情况",
            }
        )
        {
            await Assertions.Expect(main).ToContainTextAsync(words);
        }

        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.PictureAsync("form-print");
    }

    [Fact]
    public async Task An_import_is_checked_before_anything_is_written_and_names_each_bad_cell()
    {
        await using var tab = await browser.OpenAsync(office.At("/import"));
        var page = tab.Page;
        var before = await office.Read(db => db.Elders.CountAsync(Cancel));
        var csv =
            "姓名,性别,公民身份号码,出生日期,县,乡镇,村\n王试探,女,990101194103020013,,黎城县,东阳关镇,东阳关村\n";
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "试.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );
        await page.Locator("form[enctype] button").First.ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("公民身份号码", new() { Timeout = 20000 });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("校验", new() { Timeout = 20000 });
        Assert.Equal(before, await office.Read(db => db.Elders.CountAsync(Cancel)));
        await tab.HasNoBarrierAsync();
        await tab.PictureAsync("import-checked");
    }

    private Task<int> Missed(Guid elder) =>
        office.Read(db =>
            db.Obligations.CountAsync(o => o.ElderId == elder && o.State == Obligations.ObligationState.Missed, Cancel)
        );
}
