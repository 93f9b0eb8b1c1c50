using System.Diagnostics;

namespace Tanfang.Visits.Printing;

/// <summary>Why there is no PDF file, in the reader's words.</summary>
public sealed class NoPdfException(string reason) : Exception(reason);

/// <summary>
/// The Chromium of this machine, used as a printer: a page in, a PDF file out. It is given no network and a profile of its own
/// that is thrown away; the page forbids scripts itself, for Chromium needs its own to print at all.
/// </summary>
public sealed class Chromium(IConfiguration settings, TimeProvider clock)
{
    public const string Missing =
        "本机没有安装 Chromium，没有生成 PDF 文件。Debian 请安装软件包 chromium、fonts-noto-cjk、fonts-lxgw-wenkai，"
        + "或启动时用 --chromium 指明它的位置；现在可以用浏览器打印";

    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "microsoft-edge",
        "msedge.exe",
        "chrome.exe",
    ];

    private static readonly string[] Flags =
    [
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--disable-quic",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--no-first-run",
        "--no-pings",
        "--dns-prefetch-disable",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--disable-pdf-tagging",
        "--no-pdf-header-footer",
    ];

    /// <summary>Where it is, when somebody said so.</summary>
    public string? Told { get; set; } = settings["TANFANG_CHROMIUM"];

    /// <summary>Null when there is none.</summary>
    public string? Find() =>
        string.IsNullOrWhiteSpace(Told) ? Places().FirstOrDefault(File.Exists)
        : File.Exists(Told) ? Told
        : null;

    /// <summary>Prints a local page. The process and all its children are gone when this returns, whatever happens.</summary>
    /// <exception cref="NoPdfException">It is missing, failed or took too long.</exception>
    public async Task Print(string page, string pdf, string profile, TimeSpan limit, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Find() ?? throw new NoPdfException(Missing), Arguments(page, pdf, profile))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        using var alarm = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, alarm.Token);
        using var process =
            Process.Start(start) ?? throw new NoPdfException("Chromium 启动不了，没有生成 PDF 文件。请用浏览器打印");
        try
        {
            // What it says is not for us; left unread it would fill the pipe and stand still.
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new NoPdfException(
                $"Chromium 在 {limit.TotalSeconds:0} 秒内没有做完。请分成几次打印，或用浏览器打印"
            );
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        if (process.ExitCode != 0 || !File.Exists(pdf))
            throw new NoPdfException(
                $"Chromium 没有做成 PDF 文件（返回 {process.ExitCode}）。可以再试一次，或用浏览器打印"
            );
    }

    private static List<string> Arguments(string page, string pdf, string profile)
    {
        List<string> all = [.. Flags, $"--user-data-dir={profile}", $"--print-to-pdf={pdf}"];
        // As root it refuses to work in its sandbox; the page is ours, without scripts.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            all.Add("--no-sandbox");
        all.Add(new Uri(page).AbsoluteUri);
        return all;
    }

    private static IEnumerable<string> Places()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] more =
        [
            "/usr/bin",
            "/usr/local/bin",
            "/snap/bin",
            @"C:\Program Files\Google\Chrome\Application",
            @"C:\Program Files (x86)\Microsoft\Edge\Application",
        ];
        return path.Concat(more).Where(p => p.Length > 0).SelectMany(p => Names.Select(n => Path.Combine(p, n)));
    }
}
