using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data.Backup;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Data.Doctoring;

/// <summary>Whether the daily work is done: divisions there, the daily run and the backup recent, the clock right.</summary>
internal static class WorkChecks
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    public static async Task<Check> Divisions(TanfangDb db, CancellationToken cancel)
    {
        var count = await db.Divisions.CountAsync(cancel);
        if (count == 0)
        {
            return Check.Error("行政区划", "没有行政区划", "运行一次 tanfang serve，会自动装入");
        }

        var loaded = await db
            .StoreInfo.Where(i => i.Key == StoreInfo.Divisions)
            .Select(i => i.Value)
            .SingleOrDefaultAsync(cancel);
        var shipped = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(DivisionFile.Path, cancel))
        );
        return loaded == shipped
            ? Check.Ok("行政区划", $"{count} 个")
            : Check.Warning("行政区划", $"{count} 个，与本程序附带的版本不同", "区划调整须逐项办理，不自动替换");
    }

    public static async Task<Check> DailyRun(TanfangDb db, TimeProvider clock, CancellationToken cancel)
    {
        var last = await db
            .DailyRuns.Where(r => r.FinishedAt != null)
            .OrderByDescending(r => r.Day)
            .FirstOrDefaultAsync(cancel);
        if (last is null)
        {
            return await db.Elders.AnyAsync(cancel)
                ? Check.Warning("每日运行", "还没有完成过", "运行 tanfang serve，或 tanfang daily")
                : Check.Ok("每日运行", "还没有老人，无须运行");
        }

        var behind = clock.Today().DayNumber - last.Day.DayNumber;
        var text = $"最近完成 {last.Day:yyyy-MM-dd}";
        return behind > 1
            ? Check.Error(
                "每日运行",
                $"{text}，落后 {behind} 天",
                "运行 tanfang serve，或 tanfang daily；会补齐落下的日子"
            )
            : Check.Ok("每日运行", text);
    }

    public static Check Backup(StoreOptions options, TimeProvider clock)
    {
        if (Last(options) is not { } last)
        {
            return Check.Warning("备份", "还没有备份过", "运行 tanfang backup，并定时执行");
        }

        var age = clock.Now() - last.At;
        var text = $"最近 {ChinaTime.Show(last.At)}，{last.File}";
        return age > TimeSpan.FromDays(7) ? Check.Error("备份", $"{text}，已有 {(int)age.TotalDays} 天", "立即备份")
            : age > TimeSpan.FromDays(2) ? Check.Warning("备份", $"{text}，已有 {(int)age.TotalDays} 天", "立即备份")
            : !last.HasKeys ? Check.Warning("备份", $"{text}，不含密钥", "另行保管 keys 文件夹，或用口令备份")
            : Check.Ok("备份", text);
    }

    /// <summary>Rows from the future mean that the clock was, or is, wrong.</summary>
    public static async Task<Check> Clock(TanfangDb db, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.Now();
        var received = await db.Visits.MaxAsync(v => (DateTimeOffset?)v.ReceivedAt, cancel);
        var changed = await db
            .Changes.OrderByDescending(c => c.Id)
            .Select(c => (DateTimeOffset?)c.At)
            .FirstOrDefaultAsync(cancel);
        var newest = received > changed || changed is null ? received : changed;
        if (newest > now + Skew)
        {
            return Check.Error(
                "时钟",
                $"数据中已有 {ChinaTime.Show(newest.Value)} 的记录，现在是 {ChinaTime.Show(now)}",
                "校准系统时间（NTP）"
            );
        }

        if (!db.IsSqlite)
        {
            var server = await db.Database.SqlQueryRaw<DateTime>("select now() as \"Value\"").SingleAsync(cancel);
            if ((server.ToUniversalTime() - clock.Now().UtcDateTime).Duration() > TimeSpan.FromSeconds(5))
            {
                return Check.Warning("时钟", "本机与数据库服务器的时间相差超过 5 秒", "两边都用 NTP 校准");
            }
        }

        return Check.Ok("时钟", ChinaTime.Show(now));
    }

    internal static LastBackup? Last(StoreOptions options)
    {
        try
        {
            return File.Exists(options.LastBackupFile)
                ? JsonSerializer.Deserialize<LastBackup>(File.ReadAllBytes(options.LastBackupFile), Manifest.Json)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
