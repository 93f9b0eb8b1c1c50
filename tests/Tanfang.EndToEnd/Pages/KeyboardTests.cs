using Microsoft.Playwright;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>The keyboard at the desk, in a real browser.</summary>
public sealed class KeyboardTests(Browser browser, DemoOffice office) : IClassFixture<DemoOffice>
{
    [Fact]
    public async Task Rows_are_walked_somebody_is_found_and_the_keys_are_explained_without_a_mouse()
    {
        await using var tab = await browser.OpenAsync(office.At("/elders"));
        var page = tab.Page;
        var keys = page.Keyboard;

        await keys.PressAsync("j");
        var first = await Focused(page);
        await keys.PressAsync("j");
        Assert.NotEqual(first, await Focused(page));
        await keys.PressAsync("k");
        Assert.Equal(first, await Focused(page));
        Assert.Contains("/elders/", first, StringComparison.Ordinal);

        await page.EvaluateAsync(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', isComposing: true, bubbles: true }))"
        );
        Assert.Equal(first, await Focused(page));
        await keys.PressAsync("/");
        Assert.Equal("find", await Focused(page));
        await keys.TypeAsync("j?");
        Assert.Equal("j?", await page.InputValueAsync("#find"));
        await page.FillAsync("#find", "");
        await keys.PressAsync("Escape");
        Assert.Equal("", await Focused(page));

        await keys.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "键盘" })).ToBeVisibleAsync();
        await tab.HasNoBarrierAsync();
        await keys.PressAsync("Escape");
        Assert.Equal(0, await page.Locator("dialog").CountAsync());

        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**" + first);
        await keys.PressAsync("/");
        await keys.TypeAsync("zhang");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/search/*");
        Assert.DoesNotContain("zhang", page.Url, StringComparison.Ordinal);
        await tab.HasNoBarrierAsync();
        await page.GoBackAsync();
        await page.WaitForURLAsync("**" + first);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Table_copied_from_a_spreadsheet_is_pasted_with_two_keys_and_checked_without_a_word_in_an_address()
    {
        await using var tab = await browser.OpenAsync(office.At("/import"));
        var page = tab.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        const string Table =
            "姓名\t出生日期\t县\t乡镇\t村\n试验甲\t1941-03-02\t黎城县\t东阳关镇\t东阳关村\n试验乙\t\t黎城县\t东阳关镇\t东阳关村";
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Table);

        await page.Keyboard.PressAsync("Control+v");
        await page.WaitForURLAsync("**/import/paste");
        await Assertions.Expect(page.Locator("textarea")).ToHaveValueAsync(Table);
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
        await page.Keyboard.PressAsync("Control+Enter");

        await page.WaitForURLAsync("**/import/*-*");
        await Assertions.Expect(page.GetByText("出生日期").First).ToBeVisibleAsync();
        await tab.HasNoBarrierAsync();
        Assert.Empty(tab.Complaints);
    }

    /// <summary>The address or the id of what holds the focus; empty for the page itself.</summary>
    private static async Task<string> Focused(IPage page) =>
        await page.EvaluateAsync<string>("document.activeElement.getAttribute('href') ?? document.activeElement.id");
}
