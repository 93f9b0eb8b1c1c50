using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>纸电同码 with a real printer and a real browser: what Chromium printed is scanned, read, filed and entered.</summary>
public sealed class PaperComesBackTests(Browser browser)
{
    /// <summary>A coarse scan: office scanners begin at 150.</summary>
    private const int Dpi = 110;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Printed_sheets_are_scanned_file_themselves_and_lie_beside_their_entry()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var elder = await Enrol(host);
        var pages = await Scan(await Print(host, elder));
        Assert.Equal(4, pages.Count);

        // Both pages of both copies, the last one in a PDF as office scanners make them: each code is read on the page.
        await using var tab = await browser.OpenAsync(new Uri(host.Address, "/print/scans"));
        await tab.Page.SetInputFilesAsync("#Scans", pages);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "归档", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#taken")).ToHaveTextAsync("4 份归档，0 份没有");
        await tab.HasNoBarrierAsync();
        await using var db = host.Store.Open();
        var sheet = await db.PrintedSheets.SingleAsync(Cancel);
        var scans = await db.PaperScans.OrderBy(s => s.Copy).ToListAsync(Cancel);
        Assert.Equal(
            [CopyFor.County, CopyFor.County, CopyFor.Township, CopyFor.Township],
            scans.Select(s => s.Copy!.Value)
        );
        Assert.All(scans, s => Assert.Equal((sheet.Id, elder), (s.SheetId!.Value, s.ElderId!.Value)));

        // The code, typed or scanned into 补录, opens the elder's sheet; the PDF lies beside it and is seen.
        await tab.Page.GotoAsync(new Uri(host.Address, "/entry").ToString());
        await tab.Page.FillAsync("#Code", new SheetCode(sheet.Code!, CopyFor.Township).Text);
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync($"**/entry/*/{elder}");
        var pdf = scans.Single(s => s.Type == "application/pdf");
        var answer = await tab.Page.RunAndWaitForResponseAsync(
            () => tab.Page.SelectOptionAsync("#scan", pdf.Id.ToString()),
            response => response.Url.EndsWith($"/entry/scans/{pdf.Id}", StringComparison.Ordinal)
        );
        Assert.Equal((200, "application/pdf"), (answer.Status, answer.Headers["content-type"]));
        var frame = tab.Page.Locator(".sight iframe");
        await Assertions.Expect(frame).ToBeVisibleAsync();
        await tab.PictureAsync("entry-pdf");
        Assert.Empty(tab.Complaints);
    }

    private static async Task<Guid> Enrol(TestHost host)
    {
        var village = await host.Do<Data.TanfangDb, int>(db =>
            db.Divisions.Where(d => d.Code == "140426101201").Select(d => d.Id).SingleAsync(Cancel)
        );
        var draft = new ElderDraft
        {
            Name = "测试甲",
            BirthDate = new DateOnly(1941, 3, 2),
            EnrolledOn = new DateOnly(2026, 1, 5),
            Categories = [new CategoryClaim("livingAlone")],
            HomeId = village,
        };
        return (
            await host.Do<EnrolElder, Result<Guid>>(e => e.Run(draft, Scope.Everything, Actor.Local, Cancel))
        ).Value;
    }

    private static async Task<byte[]> Print(TestHost host, Guid elder)
    {
        var wish = new PrintWish("一位老人", host.Address.ToString().TrimEnd('/'), [new SheetWish(elder)]);
        var job = (await host.Do<PlanPrint, Result<Guid>>(p => p.Run(CurrentUser.Local, wish, true, Cancel))).Value;
        await using var db = host.Store.Open();
        while (!await db.PrintJobs.AnyAsync(j => j.Id == job && j.State == PrintState.Done, Cancel))
            await Task.Yield();
        return await host.Client.GetByteArrayAsync(new Uri($"/print/{job}/sheets.pdf", UriKind.Relative), Cancel);
    }

    private static async Task<List<FilePayload>> Scan(byte[] document)
    {
        var folder = Directory.CreateTempSubdirectory("tanfang-scans-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "sheets.pdf"), document, Cancel);
            await Run("pdftoppm", folder, "-r", $"{Dpi}", "-png", "sheets.pdf", "page");
            await Run(
                "pdftoppm",
                folder,
                "-scale-to-x",
                "910",
                "-scale-to-y",
                "1287",
                "-f",
                "4",
                "-jpeg",
                "sheets.pdf",
                "page"
            );
            var pages = new List<FilePayload>();
            foreach (var file in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal).Take(3))
                pages.Add(Given("image/png", await File.ReadAllBytesAsync(file, Cancel)));
            var last = Directory.EnumerateFiles(folder, "*.jpg").Single();
            pages.Add(Given("application/pdf", PdfOf(await File.ReadAllBytesAsync(last, Cancel), 910, 1287)));
            return pages;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FilePayload Given(string type, byte[] bytes) =>
        new()
        {
            Name = "扫描",
            MimeType = type,
            Buffer = bytes,
        };

    /// <summary>One page that is one picture.</summary>
    private static byte[] PdfOf(byte[] jpeg, int width, int height)
    {
        const string paint = "595 0 0 842 0 0 cm /I Do";
        using var pdf = new MemoryStream();
        var places = new List<long>();
        Write("%PDF-1.4\n");
        Thing("<</Type/Catalog/Pages 2 0 R>>");
        Thing("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Thing("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>");
        Thing($"<</Length {paint.Length}>>\nstream\n{paint}\nendstream");
        places.Add(pdf.Position);
        Write(
            $"5 0 obj\n<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
                + $"/Filter/DCTDecode/Length {jpeg.Length}>>\nstream\n"
        );
        pdf.Write(jpeg);
        Write("\nendstream\nendobj\n");
        var table = pdf.Position;
        Write("xref\n0 6\n0000000000 65535 f \n");
        foreach (var place in places)
            Write(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write($"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();

        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));

        void Thing(string text)
        {
            places.Add(pdf.Position);
            Write($"{places.Count} 0 obj\n{text}\nendobj\n");
        }
    }

    private static async Task Run(string tool, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
    }
}
