using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Tanfang.Data.Health;

/// <summary>Whether this process can serve: the store answers, has this program's schema and is sealed by this key.</summary>
public sealed class Readiness(TanfangDb db, IServiceProvider services)
{
    /// <summary>A stable code and the reason in Chinese; null when ready.</summary>
    public async Task<(string Code, string Reason)?> Obstacle(CancellationToken cancel)
    {
        try
        {
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
            var known = db.Database.GetMigrations().ToHashSet();
            if (!known.IsSubsetOf(applied))
            {
                return ("schemaBehind", "数据库结构落后，请运行 tanfang migrate");
            }

            if (!applied.IsSubsetOf(known))
            {
                return ("schemaAhead", "数据库结构比本程序新，请换用新版程序");
            }

            var check = await db
                .StoreInfo.Where(i => i.Key == StoreInfo.KeyCheck)
                .Select(i => i.Value)
                .SingleOrDefaultAsync(cancel);
            return check == services.GetRequiredService<Vault>().KeyCheck ? null : ("wrongKey", "主密钥与数据库不符");
        }
        catch (StoreException e)
        {
            return ("noKey", e.Message);
        }
        catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException)
        {
            // What a server says may name hosts and accounts; the log has it.
            return ("storeUnreachable", "连接不上数据库");
        }
    }
}
