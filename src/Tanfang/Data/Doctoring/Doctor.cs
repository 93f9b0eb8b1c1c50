using System.Data.Common;
using Tanfang.Shared;

namespace Tanfang.Data.Doctoring;

/// <summary>Looks the whole office over, from the disk up; what stands on something broken is not looked at.</summary>
public static class Doctor
{
    public static async Task<IReadOnlyList<Check>> Run(
        StoreOptions options,
        TimeProvider clock,
        string? urls,
        CertificateFile? certificate,
        string? host,
        CancellationToken cancel
    )
    {
        var checks = DirectoryChecks.All(options).ToList();
        if (Directory.Exists(options.Directory))
        {
            await using var app = Office.Build(options, clock);
            await using var scope = app.Services.CreateAsyncScope();
            try
            {
                checks.AddRange(await Store(scope.ServiceProvider, options, clock, cancel));
            }
            catch (Exception e) when (e is DbException or StoreException)
            {
                checks.Add(Check.Error("数据库", e.Message, "停止使用，用 tanfang restore 恢复最近的备份"));
            }
        }

        checks.AddRange(HttpsChecks.All(urls, certificate, host, clock));
        return checks;
    }

    private static async Task<List<Check>> Store(
        IServiceProvider services,
        StoreOptions options,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var db = services.GetRequiredService<TanfangDb>();
        var checks = new List<Check>();
        await foreach (var check in StoreChecks.All(db, options, cancel))
        {
            checks.Add(check);
        }

        if (checks.Take(2).Any(c => c.State == CheckState.Error))
        {
            return checks;
        }

        checks.AddRange(
            db.IsSqlite ? await ProviderChecks.Sqlite(db, options, cancel) : await ProviderChecks.Postgres(db, cancel)
        );
        checks.Add(await WorkChecks.Divisions(db, cancel));
        checks.Add(await WorkChecks.DailyRun(db, clock, cancel));
        checks.Add(WorkChecks.Backup(options, clock));
        checks.Add(await WorkChecks.Clock(db, clock, cancel));
        foreach (var examine in services.GetServices<Examine>())
        {
            checks.AddRange(await examine(services, cancel));
        }

        return checks;
    }
}
