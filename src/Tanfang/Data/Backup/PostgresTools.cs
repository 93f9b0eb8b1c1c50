using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Tanfang.Data.Backup;

/// <summary>pg_dump and pg_restore. Where to reach the server goes in by the environment: a command line is readable by everybody.</summary>
public static partial class PostgresTools
{
    /// <summary>Names another folder than those of PATH, for a machine with several versions.</summary>
    public const string Folder = "TANFANG_PG_BIN";

    /// <summary>The tool's major version; null when it is missing.</summary>
    public static async Task<int?> MajorVersion(string tool, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(Start(tool, ["--version"], null))!;
            process.StandardInput.Close();
            var said = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return Number().Match(said) is { Success: true } m
                ? int.Parse(m.Value, CultureInfo.InvariantCulture)
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a tool and hands its output over while it works.</summary>
    /// <exception cref="StoreException">It failed; the message is what it said.</exception>
    public static async Task Run(
        string tool,
        string[] arguments,
        string? store,
        Func<Stream, Task>? read,
        CancellationToken cancel
    )
    {
        using var process = Process.Start(Start(tool, arguments, store))!;
        try
        {
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEndAsync(cancel);
            await (read ?? (output => output.CopyToAsync(Stream.Null, cancel)))(process.StandardOutput.BaseStream);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw new StoreException($"{tool}: {(await said).Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static ProcessStartInfo Start(string tool, string[] arguments, string? store)
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        var start = new ProcessStartInfo(folder is null ? tool : Path.Combine(folder, tool), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (store is not null)
        {
            var to = new NpgsqlConnectionStringBuilder(store);
            start.Environment["PGHOST"] = to.Host;
            start.Environment["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture);
            start.Environment["PGUSER"] = to.Username;
            start.Environment["PGPASSWORD"] = to.Password;
            start.Environment["PGDATABASE"] = to.Database;
            start.Environment["PGSSLMODE"] = to.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            };
            start.Environment["PGSSLROOTCERT"] = to.RootCertificate;
        }

        return start;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
