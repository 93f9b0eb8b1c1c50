using System.Collections.Concurrent;
using System.Diagnostics;
using Tanfang.Data;
using Tanfang.TestKit;

namespace Tanfang.EndToEnd.Kills;

/// <summary>The published program (./dev publish) as a process of its own, to be killed as a power cut would: SIGKILL, no handler, no farewell.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private Victim(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', said);

    public static Victim Start(StoreOptions store, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // What lives for a second is not worth instrumenting.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["TANFANG_BACKUP_PASSPHRASE"] = Seeds.Passphrase },
        };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "artifacts", "publish", "tanfang.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(store.Directory);
        if (store.Postgres is not null)
            start.Environment["TANFANG_STORE"] = store.Postgres;
        return new Victim(Process.Start(start)!);
    }

    /// <summary>Runs it to its end and expects success; how long that took is how late a kill can come.</summary>
    public static async Task<TimeSpan> Run(StoreOptions store, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var victim = Start(store, arguments);
        var code = await victim.End();
        return code == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {code}: {victim.Said}");
    }

    /// <summary>Kills it after a while, if it lives that long; true when it did.</summary>
    public static async Task<bool> KillAfter(TimeSpan while_, StoreOptions store, params string[] arguments)
    {
        using var victim = Start(store, arguments);
        var end = victim.End();
        if (await Task.WhenAny(end, Task.Delay(while_)) != end)
        {
            victim.Kill();
            await end;
            return true;
        }

        var code = await end;
        return code == 0
            ? false
            : throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended by itself with {code} within {while_}: {victim.Said}"
            );
    }

    public Task<string?> ReadLine() => process.StandardOutput.ReadLineAsync();

    public void Kill() => process.Kill();

    public async Task<int> End()
    {
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
