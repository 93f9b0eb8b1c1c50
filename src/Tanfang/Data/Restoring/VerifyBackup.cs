using Tanfang.Data.Backup;
using Tanfang.Shared;

namespace Tanfang.Data.Restoring;

/// <summary>A backup that was looked through: its rows as a file of their own, and the keys it holds.</summary>
/// <param name="Keys">By their path under keys/; null when the backup holds none.</param>
public sealed record Verified(
    Manifest Manifest,
    string Rows,
    IReadOnlyDictionary<string, byte[]>? Keys,
    int SealedValuesOpened
);

/// <summary>
/// Believes nothing that it has not compared: manifest under the key's digest, parts by hash, rows by count, the file by the
/// database's own check, sealed values by opening them. Touches no store; the folder it is given holds the copy afterwards.
/// </summary>
public static class VerifyBackup
{
    public static async Task<Result<Verified>> Run(
        string file,
        string? passphrase,
        StoreOptions store,
        string folder,
        CancellationToken cancel
    )
    {
        var opened = BackupFile.Open(file);
        if (!opened.Succeeded)
        {
            return opened.Refusals.ToList();
        }

        using var backup = opened.Value;
        var manifest = backup.Manifest;
        var rows = Path.Combine(folder, "tanfang.db");
        foreach (var part in manifest.Parts)
        {
            if (!await backup.Extract(part.Name, part.Name == manifest.RowsName ? rows : null, cancel))
            {
                return Bad(part.Name, "内容与清单的摘要不符，已损坏或被改动");
            }
        }

        if (!File.Exists(rows))
        {
            return Bad(manifest.RowsName, "备份中没有数据");
        }

        var (keys, vault, refusal) = KeysOfBackup.Find(backup, passphrase, store);
        if (vault is null)
        {
            return refusal!;
        }

        if (!backup.IsSealedBy(vault))
        {
            return Bad(Manifest.FileName, "清单与密钥的校验不符，已损坏或被改动");
        }

        var sample = new SealedSample(vault);
        return await Contents(manifest, rows, sample, cancel) is { } wrong
            ? wrong
            : new Verified(manifest, rows, keys, sample.Opened);
    }

    private static async Task<Refusal?> Contents(
        Manifest manifest,
        string rows,
        SealedSample sample,
        CancellationToken cancel
    )
    {
        SortedDictionary<string, long> counts;
        if (manifest.Provider == "sqlite")
        {
            if (await SqliteCopy.Damage(rows, cancel) is { Count: > 0 } damage)
            {
                return Bad(manifest.RowsName, $"数据库文件检查未通过：{damage[0]}");
            }

            counts = await SqliteCopy.CountRows(rows, cancel);
            await SqliteCopy.Sample(rows, sample, cancel);
        }
        else
        {
            counts = await PostgresArchive.Read(rows, sample, cancel);
        }

        var table = manifest
            .Tables.Keys.Union(counts.Keys)
            .FirstOrDefault(t => manifest.Tables.GetValueOrDefault(t, -1) != counts.GetValueOrDefault(t, -1));
        if (table is not null)
        {
            return Bad(manifest.RowsName, $"表 {table} 的行数与清单不符");
        }

        return sample.Failed is [var first, ..]
            ? Bad(manifest.RowsName, $"{sample.Failed.Count} 个封存值打不开，例如 {first}")
            : null;
    }

    internal static Refusal Bad(string part, string reason, string remedy = "请用另一份备份") =>
        new("backup", $"{part}：{reason}", remedy, part);
}
