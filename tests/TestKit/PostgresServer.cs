using System.Diagnostics;

namespace Tanfang.TestKit;

/// <summary>
/// A PostgreSQL cluster of the tests' own on a free loopback port. `./dev test` starts one for the whole run and names
/// it in TANFANG_TEST_PG; a test program started by hand brings its own. It goes when the program ends, however it ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // Held for as long as the program runs: a keeper nobody holds is collected, and its cluster with it.
    private static readonly Lazy<Task<PostgresServer>> Own = new(() => StartAsync(durable: false));

    private readonly Process keeper;

    private PostgresServer(Process keeper, string connectionString)
    {
        this.keeper = keeper;
        ConnectionString = connectionString;
    }

    /// <summary>How its superuser reaches the cluster; a database is not named.</summary>
    public string ConnectionString { get; }

    /// <summary>How to reach the cluster that all tests of this run share.</summary>
    public static async Task<string> SharedAsync() =>
        Environment.GetEnvironmentVariable("TANFANG_TEST_PG") is { Length: > 0 } given
            ? given
            : (await Own.Value).ConnectionString;

    /// <summary>Starts a cluster for one test alone.</summary>
    /// <param name="durable">Whether it keeps what it acknowledged, as a production server does.</param>
    public static async Task<PostgresServer> StartAsync(bool durable)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "throwaway-postgres.sh"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (durable)
            start.ArgumentList.Add("--durable");
        var keeper = Process.Start(start)!;
        if (await keeper.StandardOutput.ReadLineAsync() is { } connectionString)
            return new PostgresServer(keeper, connectionString);
        using (keeper)
            throw new InvalidOperationException(
                $"PostgreSQL did not start: {await keeper.StandardError.ReadToEndAsync()}"
            );
    }

    /// <summary>Stops the cluster and removes it.</summary>
    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
    }
}
