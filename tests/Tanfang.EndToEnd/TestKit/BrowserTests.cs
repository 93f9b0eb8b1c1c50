using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.TestKit;

/// <summary>The browser's own checks, shown bad pages: a check that cannot fail is worth nothing.</summary>
public sealed class BrowserTests(Browser browser)
{
    private const string Sound = """
        <!doctype html><html lang="zh-CN"><head><title>探访</title></head>
        <body><main><h1>探访</h1><label>姓名 <input name="name"></label></main></body></html>
        """;

    [Fact]
    public async Task A_sound_page_has_no_barrier_and_no_complaint()
    {
        await using var tab = await browser.OpenAsync(Page(Sound), Screen.Phone);

        await tab.HasNoBarrierAsync();
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData("<label>姓名 <input name=\"name\"></label>", "<input name=\"name\">", "label")]
    [InlineData("<html lang=\"zh-CN\">", "<html>", "html-has-lang")]
    [InlineData("<h1>", "<h1 style=\"color:#ccc;background:#fff\">", "color-contrast")]
    [InlineData("<input name", "<img src=\"data:,\"><input name", "image-alt")]
    [InlineData(
        "<h1>",
        "<p><a style=\"font-size:4px\" href=\"#a\">一</a><a style=\"font-size:4px\" href=\"#b\">二</a></p><h1>",
        "target-size"
    )]
    public async Task A_barrier_is_named(string sound, string bad, string rule)
    {
        await using var tab = await browser.OpenAsync(Page(Sound.Replace(sound, bad, StringComparison.Ordinal)));

        var found = await Assert.ThrowsAsync<BarrierException>(tab.HasNoBarrierAsync);
        Assert.Contains(rule, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_and_an_error_on_the_console_are_complaints()
    {
        await using var tab = await browser.OpenAsync(Page(Sound + "<script>nowhere()</script>"));
        await tab.Page.EvaluateAsync("console.error('broken')");

        Assert.Contains(tab.Complaints, complaint => complaint.Contains("nowhere", StringComparison.Ordinal));
        Assert.Contains("error: broken", tab.Complaints);
    }

    [Fact]
    public async Task A_picture_is_kept_for_people_to_look_at()
    {
        await using var tab = await browser.OpenAsync(Page(Sound));

        var picture = await tab.PictureAsync("testkit");

        Assert.Equal(Path.Combine(Repository.Root, "artifacts", "screenshots", "testkit.png"), picture);
        Assert.Equal(
            [0x89, (byte)'P', (byte)'N', (byte)'G'],
            (await File.ReadAllBytesAsync(picture, TestContext.Current.CancellationToken))[..4]
        );
    }

    [Fact]
    public async Task The_application_opens_in_a_browser()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);

        await using var tab = await browser.OpenAsync(new Uri(host.Address, "/openapi/v1.json"));

        Assert.Contains("openapi", await tab.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static Uri Page(string html) => new("data:text/html;charset=utf-8," + Uri.EscapeDataString(html));
}
