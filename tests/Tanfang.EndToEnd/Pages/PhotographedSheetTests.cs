using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>A sheet that somebody photographed with a telephone: without the place, and still upright in a real browser.</summary>
public sealed class PhotographedSheetTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("image/jpeg", true)]
    [InlineData("image/png", true)]
    [InlineData("image/webp", false)]
    public async Task The_place_is_gone_and_the_picture_stands_upright(string type, bool isTurnedByChromium)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await using var tab = await browser.OpenAsync(new Uri(host.Address, "/print/scans"));
        var photo = await Photo(tab.Page, type);
        Assert.True(Pictures.HasPlace(photo));

        var folder = Directory.CreateTempSubdirectory("tanfang-photo");
        var file = Path.Combine(folder.FullName, "photo");
        await File.WriteAllBytesAsync(file, photo, Cancel);
        await tab.Page.SetInputFilesAsync("#Scans", file);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "归档", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#taken")).ToHaveTextAsync("0 份归档，1 份没有");
        folder.Delete(recursive: true);

        await using var db = host.Store.Open();
        var scan = await db.PaperScans.SingleAsync(Cancel);
        var path = $"/entry/scans/{scan.Id}";
        var shown = await host.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.False(Pictures.HasPlace(shown));
        // 48 wide and 24 high as it lies in the file; turned by a quarter it is the other way round.
        var size = await tab.Page.EvaluateAsync<int[]>(
            "async path => { const i = new Image(); i.src = path; await i.decode(); return [i.naturalWidth, i.naturalHeight]; }",
            path
        );
        Assert.Equal(isTurnedByChromium ? [24, 48] : [48, 24], size);
        Assert.Empty(tab.Complaints);
    }

    private static async Task<byte[]> Photo(IPage page, string type)
    {
        var drawn = await page.EvaluateAsync<string>(
            """
            type => {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [48, 24];
                const pen = canvas.getContext("2d");
                pen.fillStyle = "#b45";
                pen.fillRect(0, 0, 24, 24);
                return canvas.toDataURL(type, 0.5).split(",")[1];
            }
            """,
            type
        );
        var bytes = Convert.FromBase64String(drawn);
        return type switch
        {
            "image/jpeg" => Pictures.WithPlace(bytes, orientation: 6),
            "image/webp" => Pictures.WithPlaceWebp(bytes, 48, 24, orientation: 6),
            _ => Pictures.PngWithPlace(bytes, orientation: 6),
        };
    }
}
