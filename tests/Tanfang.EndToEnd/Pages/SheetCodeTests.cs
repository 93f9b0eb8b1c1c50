using Tanfang.TestKit;
using Tanfang.Visits.Printing;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>The code on the paper, printed, photographed and read in the browser.</summary>
public sealed class SheetCodeTests(Browser browser, DemoOffice office) : IClassFixture<DemoOffice>
{
    [Fact]
    public async Task Picture_of_a_printed_sheet_leads_to_its_record()
    {
        await office.Host.Do<Chromium>(chromium =>
        {
            chromium.Told = "/nowhere/chromium";
            return Task.CompletedTask;
        });
        await using var desk = await browser.OpenAsync(office.At($"/print/{office.Print}"));
        await desk
            .Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { NameRegex = new("^开始") })
            .ClickAsync();
        await desk.Page.GetByText("打开，用浏览器打印").ClickAsync();
        await desk.HasNoBarrierAsync();
        // As sharp as a phone takes it: a desk's screen has too few dots for a code of 17 mm.
        await using var paper = await browser.OpenAsync(new Uri(desk.Page.Url), Screen.Phone);
        var picture = await paper.Page.Locator(".official-form").First.ScreenshotAsync();

        await using var phone = await browser.OpenAsync(office.At("/print/find"), Screen.Phone);
        var file = new Microsoft.Playwright.FilePayload { Name = "a.png", MimeType = "image/png", Buffer = picture };
        await phone.Page.SetInputFilesAsync("#qr-image", file);
        await phone.Page.WaitForURLAsync("**/visits/new?sheet=*");

        Assert.Contains("照着", await phone.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(desk.Complaints.Concat(phone.Complaints));
    }
}
