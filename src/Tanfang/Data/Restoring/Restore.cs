using Tanfang.Data.Backup;
using Tanfang.Data.Opening;
using Tanfang.Shared;

namespace Tanfang.Data.Restoring;

/// <summary>What a restoration did.</summary>
/// <param name="Aside">Where the store that was there is now; null when there was none.</param>
public sealed record Restored(Verified From, string? Aside);

/// <summary>
/// Puts a verified backup in the place of the store, under a new epoch, so that phones send again what it has forgotten. Killed at any
/// moment it leaves the old store or the new one, whole.
/// </summary>
public static class Restore
{
    public static async Task<Result<Restored>> Run(
        string file,
        string? passphrase,
        StoreOptions store,
        bool replace,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        using var alone = DataDirectory.TakeAlone(store);
        if (alone is null)
        {
            return new Refusal("inUse", $"{store.Directory} 正在使用", "请先停止 tanfang serve 和其他命令");
        }

        if (StoreSwap.IsUnfinished(store))
        {
            StoreSwap.Finish(store);
        }

        var stamp = clock.Now().ToString("yyyyMMdd'T'HHmmssfff", null);
        var prepared = Path.Combine(store.Directory, "restoring-" + stamp);
        foreach (var left in Directory.EnumerateDirectories(store.Directory, "restoring-*"))
        {
            Directory.Delete(left, recursive: true);
        }

        OwnerOnly.CreateDirectory(prepared);
        var verified = await VerifyBackup.Run(file, passphrase, store, prepared, cancel);
        var refusals = verified.Succeeded
            ? await RestoreGuards.Refusals(verified.Value, store, replace, cancel)
            : verified.Refusals.ToList();
        if (refusals.Count > 0)
        {
            Directory.Delete(prepared, recursive: true);
            return refusals;
        }

        var aside = File.Exists(store.SqliteFile) || File.Exists(store.KeyFile) ? "before-restore-" + stamp : null;
        var epoch = Guid.CreateVersion7(clock.Now()).ToString("N");
        PreparedStore.AddKeys(verified.Value, prepared);
        PreparedStore.BeginAnchor(verified.Value, store, prepared, clock);
        if (store.Postgres is { } postgres)
        {
            // The keys first: without rows they do no harm, rows without their key would.
            var rows = Path.Combine(store.Directory, Manifest.PostgresRows);
            File.Move(verified.Value.Rows, rows, overwrite: true);
            StoreSwap.Begin(store, Path.GetFileName(prepared), aside ?? "before-restore-" + stamp);
            await RestorePostgres.Run(rows, postgres, epoch, cancel);
            File.Delete(rows);
        }
        else
        {
            await PreparedStore.RenewEpoch(prepared, epoch, cancel);
            StoreSwap.Begin(store, Path.GetFileName(prepared), aside ?? "before-restore-" + stamp);
        }

        return new Restored(verified.Value, aside is null ? null : Path.Combine(store.Directory, aside));
    }
}
