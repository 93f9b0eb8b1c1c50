using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Visits.Printing;
using Xunit;
using Filing = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Visits;

/// <summary>The PDF file, made by the real Chromium.</summary>
public class PdfTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_becomes_a_sealed_file_with_a_page_for_each_side_of_each_copy()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        await host.Enrol(Filing.Draft("测试甲"));
        var second = await host.Enrol(Filing.Draft("测试乙"));
        // Signed by three, with pictures: the form keeps its two pages.
        await host.TakenAsync(
            host.Item(
                second,
                Signatures.Body(
                    Signatures.Drawn("visitor", "李探访"),
                    Signatures.Drawn("visitor", "王探访"),
                    Signatures.By(
                        "elder",
                        $$""" "kind":"thumbprint","image":"{{Signatures.Url(Pictures.Drawn(300, 300))}}" """
                    )
                )
            )
        );

        var blank = await host.Print(Filing.Village, "no");
        var filled = await host.Print(Filing.Village, "yes");
        await host.Finished(filled);

        Assert.Contains("没有可打印的探访记录", await host.OpenAsync(filled), StringComparison.Ordinal);
        var codes = Printing.Codes(await host.OpenAsync(filled + "/sheets"));
        Assert.Equal(4, Regex(await Tool("pdfinfo", await Pdf(host, filled), "-")));
        var text = await Tool("pdftotext", await Pdf(host, filled), "-", "-");
        Assert.All(codes, code => Assert.Equal(2, text.Split(code).Length - 1));
        Assert.Contains("测试乙", text, StringComparison.Ordinal);
        Assert.Contains("按手印", text, StringComparison.Ordinal);
        Assert.Equal(6, Images(await Tool("pdfimages", await Pdf(host, filled), "-list", "-")));
        Assert.Equal(8, Regex(await Tool("pdfinfo", await Pdf(host, blank), "-")));

        await using var db = host.Store.Open();
        var kept = await db.PrintFiles.Select(f => f.Pdf).FirstAsync(Cancel);
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.Store.Options.Directory, "printing")));

        await host.FillAsync(filled, [], "Drop");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await host.Get(filled + "/sheets.pdf")).Status);
        Assert.Equal(1, await db.PrintFiles.CountAsync(Cancel));
    }

    [Fact]
    public async Task Browser_that_is_stopped_is_gone_with_its_children()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("tanfang-chromium-").FullName;
        try
        {
            // Stands for a Chromium that never ends; it says where it is and waits with a child.
            var script = Path.Combine(folder, "chromium");
            var pid = Path.Combine(folder, "pid");
            await File.WriteAllTextAsync(
                script,
                $"#!/bin/sh\nsleep 600 &\necho $! > {pid}.new\nmv {pid}.new {pid}\nwait\n",
                Cancel
            );
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var clock = new FakeClock(new DateOnly(2026, 11, 19));
            var settings = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
            var chromium = new Chromium(settings, clock) { Told = script };

            var printing = chromium.Print(
                folder + "/a.html",
                folder + "/a.pdf",
                folder,
                TimeSpan.FromMinutes(1),
                Cancel
            );
            while (!File.Exists(pid))
                await Task.Delay(5, Cancel);
            clock.Advance(TimeSpan.FromMinutes(2));

            var late = await Assert.ThrowsAsync<NoPdfException>(() => printing);
            Assert.Contains("60 秒内没有做完", late.Message, StringComparison.Ordinal);
            var child = int.Parse(
                await File.ReadAllTextAsync(pid, Cancel),
                System.Globalization.CultureInfo.InvariantCulture
            );
            while (IsAlive(child))
                await Task.Yield();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat")
        && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static async Task<byte[]> Pdf(TestHost host, string job)
    {
        using var answer = await host.Client.GetAsync(new Uri(job + "/sheets.pdf", UriKind.Relative), Cancel);
        answer.EnsureSuccessStatusCode();
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    /// <summary>Lines of the list below its two of headings; masks stand on lines of their own.</summary>
    private static int Images(string list) =>
        list.Split('\n').Count(l => l.Contains(" image ", StringComparison.Ordinal));

    private static int Regex(string info) =>
        int.Parse(
            System.Text.RegularExpressions.Regex.Match(info, @"Pages:\s+(\d+)").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<string> Tool(string name, byte[] pdf, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var tool = Process.Start(start)!;
        var said = tool.StandardOutput.ReadToEndAsync(Cancel);
        await tool.StandardInput.BaseStream.WriteAsync(pdf, Cancel);
        tool.StandardInput.Close();
        return await said;
    }
}
