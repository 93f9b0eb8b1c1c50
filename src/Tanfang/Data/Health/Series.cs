using System.Diagnostics.Metrics;

namespace Tanfang.Data.Health;

/// <summary>One line of figures: a sum, a last value, or a histogram.</summary>
internal sealed class Series(Instrument instrument)
{
    /// <summary>Upper bounds in seconds, those ASP.NET Core recommends for requests.</summary>
    public static double[] Bounds { get; } =
    [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock gate = new();
    private readonly long[] buckets = new long[Bounds.Length + 1];
    private double sum;

    /// <summary>Set anew at each reading; one that is no longer reported goes.</summary>
    public bool IsObserved { get; } = instrument.IsObservable;

    public void Take(double value)
    {
        lock (gate)
        {
            sum = IsObserved ? value : sum + value;
            var bucket = Array.BinarySearch(Bounds, value);
            buckets[bucket < 0 ? ~bucket : bucket]++;
        }
    }

    public (double Sum, long[] Buckets) Read()
    {
        lock (gate)
        {
            return (sum, (long[])buckets.Clone());
        }
    }
}
