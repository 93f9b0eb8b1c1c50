using Microsoft.EntityFrameworkCore;
using Tanfang.Data.Walls;
using Tanfang.Shared;

namespace Tanfang.Data.Opening;

/// <summary>What opening a store did to it.</summary>
/// <param name="Applied">Migrations applied, in order.</param>
/// <param name="Copy">The copy made before them; null when there was nothing to lose or the server keeps the backups.</param>
public sealed record Opened(IReadOnlyList<string> Applied, string? Copy);

/// <summary>Brings a store up to date and makes sure that this key seals it.</summary>
public sealed class OpenStore(TanfangDb db, StoreOptions options, TimeProvider clock)
{
    /// <summary>Migrates (after a copy of an embedded file that is behind), checks the key and the epoch. Safe to call at each start.</summary>
    /// <exception cref="StoreException">The store was sealed under another master key, or is newer than this program.</exception>
    public async Task<Opened> Run(CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        RefuseStrangeSchema(applied);
        var pending = db.Database.GetMigrations().Except(applied).ToList();
        var copy = pending.Count > 0 ? await Migrate(cancel) : null;

        await GuardAudit(cancel);
        await CheckKey(cancel);
        if (!db.IsSqlite)
        {
            await new RaiseWalls(db, options).Run(cancel);
        }

        await new Epoch(db, options, clock).Check(cancel);
        return new Opened(pending, copy);
    }

    /// <summary>After every opening, for a migration that builds the table anew takes its triggers away.</summary>
    private Task<int> GuardAudit(CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync(
            Sql.Text($"Data/Opening/AppendOnly.{(db.IsSqlite ? "Sqlite" : "Postgres")}.sql"),
            cancel
        );

    /// <summary>A migration that this program does not know: the store belongs to a newer one.</summary>
    private void RefuseStrangeSchema(IEnumerable<string> applied)
    {
        if (applied.Except(db.Database.GetMigrations()).Order().LastOrDefault() is { } last)
        {
            throw new StoreException($"数据库结构 {last} 比本程序新，请换用新版程序。");
        }
    }

    private async Task<string?> Migrate(CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            await new RaiseWalls(db, options).Lower(cancel);
            await db.Database.MigrateAsync(cancel);
            return null;
        }

        // One at a time: EF Core's own lock on SQLite is a row, which a killed process leaves behind for ever.
        await using var alone = await Queue(Path.Combine(options.Directory, "migrating.lock"), cancel);
        string? copy = null;
        if ((await db.Database.GetAppliedMigrationsAsync(cancel)).Any())
        {
            OwnerOnly.CreateDirectory(options.BackupDirectory);
            copy = Path.Combine(options.BackupDirectory, $"before-migration-{clock.Now():yyyyMMdd'T'HHmmssfff}.db");
            await db.Database.ExecuteSqlAsync($"vacuum into {copy}", cancel);
            OwnerOnly.Flush(copy);
        }

        await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancel);
        await db.Database.MigrateAsync(cancel);
        return copy;
    }

    private static async Task<FileStream> Queue(string file, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50, cancel);
            }
        }
    }

    private async Task CheckKey(CancellationToken cancel)
    {
        var known = await db.StoreInfo.AsNoTracking().SingleOrDefaultAsync(i => i.Key == StoreInfo.KeyCheck, cancel);
        if (known is null)
        {
            Vault.Make(options.KeyFile);
            var vault = Vault.Open(options.KeyFile);
            db.StoreInfo.Add(new StoreInfo { Key = StoreInfo.KeyCheck, Value = vault.KeyCheck });
            await db.SaveChangesAsync(cancel);
        }
        else if (known.Value != Vault.Open(options.KeyFile).KeyCheck)
        {
            throw new StoreException(
                $"主密钥与数据库不符：{options.KeyFile} 不是封存这些数据的密钥。请放回原来的密钥文件（备份中有副本），不要新建。"
            );
        }
    }
}
