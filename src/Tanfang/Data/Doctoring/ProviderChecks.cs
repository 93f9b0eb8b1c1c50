using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data.Doctoring;

/// <summary>Whether the store keeps what it acknowledged: the settings of SQLite or PostgreSQL that decide it.</summary>
internal static class ProviderChecks
{
    private const int OldestPostgres = 14;

    public static async Task<IReadOnlyList<Check>> Sqlite(TanfangDb db, StoreOptions options, CancellationToken cancel)
    {
        var checks = new List<Check> { await Integrity(db, cancel) };
        var journal = await Text(db, "pragma journal_mode", cancel);
        var synchronous = await Text(db, "pragma synchronous", cancel);
        checks.Add(
            journal == "wal" && synchronous == "2"
                ? Check.Ok("SQLite 设置", "WAL，synchronous=FULL")
                : Check.Error(
                    "SQLite 设置",
                    $"journal_mode={journal}，synchronous={synchronous}",
                    "数据目录须在本机磁盘上"
                )
        );
        var log = new FileInfo(options.SqliteFile + "-wal");
        if (log is { Exists: true, Length: > 512L << 20 })
        {
            checks.Add(
                Check.Warning("SQLite 日志", $"WAL 已有 {log.Length >> 20} MB", "有长时间的读取未结束，重启服务")
            );
        }

        return checks;
    }

    public static async Task<IReadOnlyList<Check>> Postgres(TanfangDb db, CancellationToken cancel)
    {
        var version =
            int.Parse(await Text(db, "show server_version_num", cancel), CultureInfo.InvariantCulture) / 10000;
        var checks = new List<Check>
        {
            version >= OldestPostgres
                ? Check.Ok("PostgreSQL 版本", version.ToString(CultureInfo.InvariantCulture))
                : Check.Error("PostgreSQL 版本", $"{version} 太旧", $"升级到 {OldestPostgres} 或更新"),
            await Text(db, "show is_superuser", cancel) == "on"
                ? Check.Warning("数据库账户", "使用的是超级用户", "新建只拥有本数据库的普通账户")
                : Check.Ok("数据库账户", "普通账户"),
        };
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            if (await Text(db, "show " + setting, cancel) == "off")
            {
                checks.Add(
                    Check.Error("PostgreSQL 设置", $"{setting}=off，断电会丢失已确认的记录", $"把 {setting} 改为 on")
                );
            }
        }

        return checks;
    }

    private static async Task<Check> Integrity(TanfangDb db, CancellationToken cancel)
    {
        string said;
        try
        {
            said = await Text(db, "pragma integrity_check(1)", cancel);
        }
        catch (SqliteException e)
        {
            said = e.Message;
        }

        return said == "ok"
            ? Check.Ok("SQLite 完整性", "检查通过")
            : Check.Error("SQLite 完整性", said, "停止使用，用 tanfang restore 恢复最近的备份");
    }

    private static async Task<string> Text(TanfangDb db, string sql, CancellationToken cancel)
    {
        DbConnection connection = db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of settings, from above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture)!;
    }
}
