using Xunit;

namespace Tanfang.EndToEnd.Kills;

/// <summary>How often and with which chance things are killed. TANFANG_KILLS multiplies the runs for a long night.</summary>
internal static class Seeds
{
    public const string Passphrase = "a passphrase of the tests";

    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("TANFANG_KILLS"), out var n)
        ? n
        : 1;

    public static int Runs(int inCi) => inCi * Times;

    /// <summary>Every test has chances of its own; TANFANG_SEED gives other ones.</summary>
    public static Random Chance(string test, Tanfang.TestKit.Store store)
    {
        var given = int.TryParse(Environment.GetEnvironmentVariable("TANFANG_SEED"), out var n) ? n : 20261122;
        var seed = given + test.Sum(c => c * 31) + (int)store;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    /// <summary>Anywhere between nothing and a little after the end.</summary>
    public static TimeSpan Within(this Random chance, TimeSpan whole) => whole * (1.05 * chance.NextDouble());
}
