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
            var cpu = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            action();
            var seconds = clock.Elapsed.TotalSeconds;
            if (seconds < best.Seconds)
            {
                best = new(seconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, units);
            }
        }
        return best;
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
