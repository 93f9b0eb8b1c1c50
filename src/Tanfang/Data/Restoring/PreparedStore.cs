using System.Text;
using Microsoft.Data.Sqlite;
using Tanfang.Audit;
using Tanfang.Data.Backup;
using Tanfang.Data.Opening;

namespace Tanfang.Data.Restoring;

/// <summary>The set of files that is about to take the store's place.</summary>
internal static class PreparedStore
{
    public static void AddKeys(Verified backup, string prepared)
    {
        foreach (var (name, content) in backup.Keys ?? new Dictionary<string, byte[]>())
        {
            var file = Path.GetFullPath(Path.Combine(prepared, "keys", name));
            if (file.StartsWith(Path.Combine(prepared, "keys") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                OwnerOnly.CreateDirectory(Path.GetDirectoryName(file)!);
                OwnerOnly.Write(file, content);
            }
        }
    }

    /// <summary>What the old anchor knows of the batches after the backup goes aside with the old store.</summary>
    public static void BeginAnchor(Verified backup, StoreOptions store, string prepared, TimeProvider clock)
    {
        var vault = backup.Keys?.GetValueOrDefault("master.key") is { } key
            ? Vault.Of(Encoding.ASCII.GetString(key))
            : Vault.Open(store.KeyFile);
        var sealedBatches = backup.Manifest.Tables.GetValueOrDefault("audit_batches");
        var anchor = new StoreOptions(prepared).AuditAnchorFile;
        OwnerOnly.Write(anchor, AuditAnchor.Begin(vault, sealedBatches, clock, AuditAnchor.Restored));
    }

    public static async Task RenewEpoch(string prepared, string epoch, CancellationToken cancel)
    {
        var rows = Path.Combine(prepared, "tanfang.db");
        await using (var copy = await SqliteCopy.Open(rows, cancel, readOnly: false))
        {
            await using var command = new SqliteCommand(
                "pragma synchronous = full; insert into store_info (key, value) values ($key, $epoch) on conflict (key) do update set value = $epoch",
                copy
            );
            command.Parameters.AddWithValue("$key", StoreInfo.Epoch);
            command.Parameters.AddWithValue("$epoch", epoch);
            await command.ExecuteNonQueryAsync(cancel);
        }

        OwnerOnly.Flush(rows);
        Epoch.Prepare(prepared, epoch);
    }
}
