using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Tanfang.Exchange;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>The program itself, killed while it imports: the rows are in whole, or not at all.</summary>
public sealed class ImportKillTests
{
    private const int Rows = 4000;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task Killed_at_any_moment_an_import_is_whole_or_not_begun(Store store)
    {
        await using var own = await TestStore.CreateAsync(store);
        var file = Path.Combine(own.Options.Directory, "elders.csv");
        await File.WriteAllBytesAsync(file, new ElderSheet().Elders(Rows).Csv, Cancel);
        var (first, cut) = (Stopwatch.StartNew(), 0);
        var chance = new Random(9);
        var whole = false;
        for (var run = 0; run < 6; run++)
        {
            using var import = Start(own, file);
            // The moment of the kill is chance itself; what must hold does not depend on it.
            using var moment = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            moment.CancelAfter(TimeSpan.FromMilliseconds(chance.Next(1500, 9000)));
            try
            {
                await import.WaitForExitAsync(moment.Token);
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                import.Kill();
                await import.WaitForExitAsync(Cancel);
                cut++;
            }

            await using var db = own.Open();
            var (elders, facts, jobs) = (
                await db.Elders.CountAsync(Cancel),
                await db.ElderFacts.CountAsync(Cancel),
                await db.ImportJobs.CountAsync(j => j.State == ImportState.Done, Cancel)
            );
            Assert.True(
                (elders, facts) is (0, 0) or (Rows, Rows * 3),
                $"after run {run}: {elders} elders, {facts} facts"
            );
            Assert.Equal(elders > 0, jobs > 0);
            Assert.False(whole && elders == 0, "what was once whole has gone");
            whole = elders > 0;
        }

        using var last = Start(own, file);
        await last.WaitForExitAsync(Cancel);
        Assert.Equal(0, last.ExitCode);
        await using var end = own.Open();
        Assert.Equal(Rows, await end.Elders.CountAsync(Cancel));
        TestContext.Current.SendDiagnosticMessage("{0} of 6 runs cut off, {1}", cut, first.Elapsed);
    }

    private static Process Start(TestStore store, string file)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "tanfang.dll"),
            "import",
            "elders",
            file,
            "--data",
            store.Options.Directory,
            .. store.Options.Postgres is { } postgres ? ["--store", postgres] : (string[])[],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
