using System.Diagnostics;
using System.Globalization;

namespace Tanfang.Bench;

/// <summary>What a measured action took for a number of units.</summary>
internal readonly record struct Measured(double Seconds, double CpuMilliseconds, int Units)
{
    public double PerSecond => Units / Seconds;

    /// <summary>A figure of work that was not done is none.</summary>
    public static void Same<T>(T expected, T found)
    {
        if (!Equals(expected, found))
        {
            throw new InvalidOperationException($"{found} instead of {expected}");
        }
    }

    /// <summary>The best of some runs after a warm-up; shared machines only ever add time.</summary>
    public static Measured Best(int units, int runs, Action action)
    {
        action();
        var best = new Measured(double.MaxValue, 0, units);
        for (var run = 0; run < runs; run++)
        {
            var cpu = Processor();
            var clock = Stopwatch.StartNew();
            action();
            var seconds = clock.Elapsed.TotalSeconds;
            if (seconds < best.Seconds)
            {
                best = new(seconds, (Processor() - cpu).TotalMilliseconds, units);
            }
        }
        return best;
    }

    /// <summary>Of this program, and of the database beside it, whose ended processes stand with the one that began them.</summary>
    private static TimeSpan Processor() =>
        Environment.CpuUsage.TotalTime
        + Process.GetProcessesByName("postgres").Select(Used).Aggregate(TimeSpan.Zero, (sum, used) => sum + used);

    private static TimeSpan Used(Process process)
    {
        try
        {
            // proc(5): user and system, own and of ended children, in hundredths of a second, counted from behind the name.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var ticks = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15];
            return TimeSpan.FromMilliseconds(ticks.Sum(t => 10 * long.Parse(t, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }
}

/// <summary>Prints one figure as contracts.md says.</summary>
internal static class Figure
{
    public static void Print(
        string name,
        string unit,
        Measured ours,
        Measured limit,
        string limitIs,
        Measured control,
        string controlIs
    )
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}  {ours.PerSecond:N0} {unit}/s  ratio-to-limit {ours.PerSecond / limit.PerSecond:G3} (limit: {limit.PerSecond:N0} {unit}/s, {limitIs})  ratio-to-control {ours.PerSecond / control.PerSecond:G3} (control: {control.PerSecond:N0} {unit}/s, {controlIs})  cpu-ms/{unit} {ours.CpuMilliseconds / ours.Units:G3}"
            )
        );
    }
}
