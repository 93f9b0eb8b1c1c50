using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;

namespace Tanfang.Data.Opening;

/// <summary>Brings a store up to date and makes sure that this key seals it.</summary>
public sealed class OpenStore(TanfangDb db, StoreOptions options, Vault vault, TimeProvider clock)
{
    /// <summary>Migrates (after a copy of an embedded file that is behind) and checks the key. Safe to call at each start.</summary>
    /// <exception cref="InvalidOperationException">The store was sealed under another master key.</exception>
    public async Task Run(CancellationToken cancel)
    {
        Directory.CreateDirectory(options.Directory);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).Any();
        var applied = pending && (await db.Database.GetAppliedMigrationsAsync(cancel)).Any();
        if (applied && db.IsSqlite)
        {
            await CopyBeforeMigration(cancel);
        }

        if (pending)
        {
            await db.Database.MigrateAsync(cancel);
        }

        await CheckKey(cancel);
    }

    private async Task CopyBeforeMigration(CancellationToken cancel)
    {
        Directory.CreateDirectory(options.BackupDirectory);
        var copy = Path.Combine(options.BackupDirectory, $"before-migration-{clock.Now():yyyyMMdd'T'HHmmss}.db");
        await db.Database.ExecuteSqlAsync($"vacuum into {copy}", cancel);
    }

    private async Task CheckKey(CancellationToken cancel)
    {
        var known = await db.StoreInfo.AsNoTracking().SingleOrDefaultAsync(i => i.Key == StoreInfo.KeyCheck, cancel);
        if (known is null)
        {
            db.StoreInfo.Add(new StoreInfo { Key = StoreInfo.KeyCheck, Value = vault.KeyCheck });
            db.StoreInfo.Add(
                new StoreInfo { Key = StoreInfo.Epoch, Value = Guid.CreateVersion7(clock.Now()).ToString("N") }
            );
            await db.SaveChangesAsync(cancel);
        }
        else if (known.Value != vault.KeyCheck)
        {
            throw new InvalidOperationException(
                $"主密钥与数据库不符：{options.KeyFile} 不是封存这些数据的密钥。请放回原来的密钥文件（备份中有副本），不要新建。"
            );
        }
    }
}
