using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data.Doctoring;

/// <summary>The store as a whole: reachable, of this program's schema, sealed by this key.</summary>
internal static class StoreChecks
{
    /// <summary>Stops at the first that makes the following ones pointless.</summary>
    public static async IAsyncEnumerable<Check> All(
        TanfangDb db,
        StoreOptions options,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var reached = await Reach(db, options, cancel);
        yield return reached;
        if (reached.State == CheckState.Error)
        {
            yield break;
        }

        var schema = await Schema(db, cancel);
        yield return schema;
        if (schema.State == CheckState.Error)
        {
            yield break;
        }

        yield return await Key(db, options, cancel);
    }

    private static async Task<Check> Reach(TanfangDb db, StoreOptions options, CancellationToken cancel)
    {
        if (db.IsSqlite && !File.Exists(options.SqliteFile))
        {
            return Check.Error("数据库", $"{options.SqliteFile} 不存在", "核对 --data，或先运行 tanfang serve");
        }

        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            return Check.Ok("数据库", db.IsSqlite ? $"已打开 {options.SqliteFile}" : "已连接 PostgreSQL");
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException) is DbException said)
        {
            return Check.Error("数据库", "连接不上：" + said.Message, "检查 --store、网络、账户和服务器状态");
        }
    }

    private static async Task<Check> Schema(TanfangDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        return applied.Except(known).LastOrDefault() is { } strange
                ? Check.Error("数据库结构", $"{strange} 比本程序新", "换用新版程序")
            : known.Except(applied).Count() is > 0 and var missing
                ? Check.Error("数据库结构", $"落后 {missing} 项", "运行 tanfang migrate")
            : Check.Ok("数据库结构", $"最新：{known[^1]}");
    }

    private static async Task<Check> Key(TanfangDb db, StoreOptions options, CancellationToken cancel)
    {
        var sealedBy = await db
            .StoreInfo.Where(i => i.Key == StoreInfo.KeyCheck)
            .Select(i => i.Value)
            .SingleOrDefaultAsync(cancel);
        try
        {
            return sealedBy is null || sealedBy == Vault.Open(options.KeyFile).KeyCheck
                ? Check.Ok("密钥与数据", "主密钥与数据库相符")
                : Check.Error("密钥与数据", "主密钥与数据库不符", "放回封存这些数据的 keys/master.key（备份中有副本）");
        }
        catch (StoreException e)
        {
            return Check.Error("密钥与数据", e.Message, "放回封存这些数据的 keys/master.key（备份中有副本）");
        }
    }
}
