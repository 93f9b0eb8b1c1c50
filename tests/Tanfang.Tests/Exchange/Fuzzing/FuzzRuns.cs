using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tanfang.Exchange.Reading;
using Xunit;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>What became of a spoilt file.</summary>
public enum Fate
{
    /// <summary>Refused as a whole.</summary>
    Refused,

    /// <summary>Read; every row of it was refused.</summary>
    NoRowTaken,
    SomeRowsTaken,
}

/// <summary>
/// How many spoilt files an importer is given, and by which chance. TANFANG_FUZZ=100000 makes the long run, TANFANG_SEED gives other files,
/// TANFANG_FUZZ_FILE=17 only the seventeenth of them.
/// </summary>
internal static class FuzzRuns
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly int Seed = Given("TANFANG_SEED") ?? 20261122;

    /// <summary>Of which the whole way into a store takes a share.</summary>
    public static int Files { get; } = Given("TANFANG_FUZZ") ?? 1000;

    /// <param name="make">The file, by the chances of its number.</param>
    /// <param name="read">Reads it; a refusal of the whole file is thrown.</param>
    public static async Task Run(string importer, int files, Func<Random, byte[]> make, Func<byte[], Task<Fate>> read)
    {
        var fates = new ConcurrentDictionary<Fate, int>();
        var accidents = new Dictionary<string, string>();
        var slowest = (Took: TimeSpan.Zero, File: 0);
        var only = Given("TANFANG_FUZZ_FILE");
        for (var i = only ?? 0; i < (only + 1 ?? files) && accidents.Count < 10; i++)
        {
            var chance = new Random((Seed * 31) + (importer.Sum(c => c) * 1_000_003) + i);
            var file = make(chance);
            var took = TimeSpan.MaxValue;
            // On a busy machine the clock runs on while nothing is done here, and others burn the process's time: a hang hangs again.
            for (var attempt = 0; attempt < 3 && took > Longest; attempt++)
            {
                var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                try
                {
                    var fate = await Task.Run(() => Read(file, read)).WaitAsync(Patience);
                    fates.AddOrUpdate(fate, 1, (_, count) => count + 1);
                }
                catch (TimeoutException) { }
                catch (Exception accident)
                {
                    var where = accident.StackTrace?.Split('\n').FirstOrDefault(InOurCode);
                    var what = accident.Message[..Math.Min(60, accident.Message.Length)];
                    accidents.TryAdd($"{accident.GetType().Name} {what}{where}", $"file {i}: {accident}");
                }

                var burnt = Environment.CpuUsage.TotalTime - before;
                took = watch.Elapsed < burnt ? watch.Elapsed : burnt;
            }

            slowest = took > slowest.Took ? (took, i) : slowest;
            if (took > Longest)
            {
                accidents.TryAdd("slow", $"file {i} took {took.TotalSeconds:F1} s");
            }
        }

        var told = string.Join(", ", fates.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{importer}: TANFANG_SEED={Seed}, {files} files: {told}; slowest {slowest.Took.TotalMilliseconds:F0} ms (file {slowest.File})"
        );
        Assert.True(accidents.Count == 0, $"{importer}, TANFANG_SEED={Seed}\n{string.Join("\n\n", accidents.Values)}");
        // Were every file refused, the rows would never be tried, and the other way round.
        Assert.All(
            only is null && files >= 200 ? Enum.GetValues<Fate>() : [],
            fate => Assert.InRange(fates.GetValueOrDefault(fate), files / 50, files)
        );
    }

    private static bool InOurCode(string line) => line.Contains("Tanfang", StringComparison.Ordinal);

    private static async Task<Fate> Read(byte[] file, Func<byte[], Task<Fate>> read)
    {
        try
        {
            return await read(file);
        }
        catch (UnreadableFileException refused)
        {
            Assert.NotEmpty(refused.Message);
            Assert.NotEmpty(refused.Remedy);
            return Fate.Refused;
        }
    }

    private static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var n) ? n : null;
}
