using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data.Doctoring;
using Tanfang.Data.Walls;
using Tanfang.Shared;

namespace Tanfang.Data.Health;

/// <summary>Figures that only the store knows, read when somebody asks for the metrics.</summary>
public sealed class StoreFigures(IServiceScopeFactory scopes, StoreOptions options, TimeProvider clock)
{
    public bool IsUp { get; private set; }

    public double? OpenQuarantine { get; private set; }

    /// <summary>Seconds since 1970.</summary>
    public double? LastDailyRun { get; private set; }

    public double? BackupAge { get; private set; }

    public async Task Read(CancellationToken cancel)
    {
        BackupAge = WorkChecks.Last(options) is { } last ? (clock.Now() - last.At).TotalSeconds : null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
            OpenQuarantine = await db.Beyond(() => db.Quarantine.CountAsync(q => q.ResolvedAt == null, cancel), cancel);
            var run = await db.DailyRuns.MaxAsync(r => r.FinishedAt, cancel);
            LastDailyRun = run?.ToUnixTimeMilliseconds() / 1000.0;
            IsUp = true;
        }
        catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException)
        {
            (IsUp, OpenQuarantine, LastDailyRun) = (false, null, null);
        }
    }
}
