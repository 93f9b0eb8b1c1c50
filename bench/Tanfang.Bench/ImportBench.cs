using Tanfang.Data;
using Tanfang.Exchange;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;
using Tanfang.TestKit;

namespace Tanfang.Bench;

/// <summary>What it takes to tell what a file would do, beside reading it and doing nothing: an office looks before it imports.</summary>
internal static class ImportBench
{
    private const int Rows = 20_000;

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        (string Name, byte[] File)[] files = [("xlsx", BenchSheet.Xlsx(Rows)), ("csv", BenchSheet.Csv(Rows))];
        await using var empty = await TestHost.StartAsync(Store.Sqlite);
        await using var full = await TestHost.StartAsync(Store.Sqlite);
        var vault = Vault.Open(full.Store.Options.KeyFile);
        var job = ImportJob.Of(files[1].File, "名单", vault, Actor.Local, full.Clock.Now());
        var done = await full.Do<ImportElders, ImportReport>(i =>
            i.RunNew(job, files[1].File, Scope.Everything, Actor.Local, default)
        );
        Measured.Same(Rows, done.Added);
        foreach (var (name, file) in files)
        {
            var limit = Measured.Best(Rows, 3, () => Measured.Same(Rows, OpenSheet.Run(Fresh(file)).Rows.Count()));
            var onEmpty = Measured.Best(Rows, 3, () => Measured.Same(Rows, DryRun(empty, file).Added));
            var onFull = Measured.Best(Rows, 3, () => Measured.Same(Rows, DryRun(full, file).Unchanged));
            Figure.Print(
                $"import-dry-{name}",
                "row",
                onEmpty,
                limit,
                "reading the same file and doing nothing",
                onFull,
                "the same with everybody known already"
            );
            Console.WriteLine(
                FormattableString.Invariant(
                    $"  cpu: dry run {onEmpty.CpuMilliseconds:N0} ms, everybody known {onFull.CpuMilliseconds:N0} ms, reading {limit.CpuMilliseconds:N0} ms"
                )
            );
        }
    }

    private static ImportReport DryRun(TestHost host, byte[] file) =>
        host.Do<ImportElders, ImportReport>(i => i.DryRun(Fresh(file), Scope.Everything, Actor.Local, default))
            .GetAwaiter()
            .GetResult();

    /// <summary>A file that was looked through before would be opened faster.</summary>
    private static byte[] Fresh(byte[] file) => [.. file];
}
