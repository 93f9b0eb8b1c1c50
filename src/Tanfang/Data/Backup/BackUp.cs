using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;

namespace Tanfang.Data.Backup;

/// <summary>Remembered in the data directory, so that doctor and metrics know the age of the last backup.</summary>
public sealed record LastBackup(DateTimeOffset At, string File, long Bytes, bool HasKeys);

/// <summary>One file with the rows and, under a passphrase, the keys. It appears under its name only when it is whole and on the disk.</summary>
public sealed class BackUp(TanfangDb db, StoreOptions options, Vault vault, TimeProvider clock)
{
    public async Task<Result<Manifest>> Run(string file, string? passphrase, CancellationToken cancel)
    {
        if (Path.Exists(file))
        {
            return new Refusal("fileExists", $"{file} 已经存在", "备份不覆盖任何文件，请换一个文件名");
        }

        if (passphrase?.Length < KeyBox.ShortestPassphrase)
        {
            return new Refusal(
                "passphraseTooShort",
                $"口令太短，至少 {KeyBox.ShortestPassphrase} 个字符",
                "请换一个更长的口令"
            );
        }

        var known = await db.StoreInfo.AsNoTracking().SingleOrDefaultAsync(i => i.Key == StoreInfo.KeyCheck, cancel);
        if (known?.Value != vault.KeyCheck)
        {
            return new Refusal("wrongKey", "主密钥与数据库不符，这样的备份无法使用", "请先运行 tanfang doctor");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var partial = file + ".partial";
        var rows = file + ".rows";
        FileStream stream;
        try
        {
            stream = OwnerOnly.Create(partial);
        }
        catch (IOException e)
        {
            return new Refusal("notWritable", $"不能写入 {partial}：{e.Message}", "请检查目录，或等另一个备份结束");
        }

        try
        {
            File.Delete(rows);
            Manifest manifest;
            await using (stream)
            {
                manifest = await Fill(stream, rows, passphrase, cancel);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, file, overwrite: false);
            OwnerOnly.FlushDirectory(Path.GetDirectoryName(file)!);
            var last = new LastBackup(manifest.MadeAt, file, new FileInfo(file).Length, manifest.HasKeys);
            OwnerOnly.Write(options.LastBackupFile, JsonSerializer.SerializeToUtf8Bytes(last, Manifest.Json));
            return manifest;
        }
        finally
        {
            File.Delete(rows);
            File.Delete(partial);
        }
    }

    private async Task<Manifest> Fill(Stream stream, string rows, string? passphrase, CancellationToken cancel)
    {
        var madeAt = clock.Now();
        var schema = (await db.Database.GetAppliedMigrationsAsync(cancel)).Last();
        OwnerOnly.Create(rows).Dispose();
        var counts = options.Postgres is { } store
            ? await Rows.DumpPostgres(db, store, rows, cancel)
            : await Rows.CopySqlite(db, rows, cancel);

        // pg_dump compresses by itself.
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var level = db.IsSqlite ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        var parts = new List<BackupPart>();
        await using (var content = File.OpenRead(rows))
        {
            parts.Add(
                await PartWriter.Add(
                    zip,
                    db.IsSqlite ? Manifest.SqliteRows : Manifest.PostgresRows,
                    content,
                    level,
                    cancel
                )
            );
        }

        if (passphrase is not null)
        {
            var keys = KeyBox.Close(KeyBox.Collect(Path.GetDirectoryName(options.KeyFile)!), passphrase);
            parts.Add(
                await PartWriter.Add(zip, Manifest.Keys, new MemoryStream(keys), CompressionLevel.NoCompression, cancel)
            );
        }

        var provider = db.IsSqlite ? "sqlite" : "postgres";
        var manifest = new Manifest(Manifest.Format1, provider, schema, madeAt, vault.KeyCheck, counts, parts);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, Manifest.Json);
        await PartWriter.Add(zip, Manifest.FileName, new MemoryStream(bytes), level, cancel);
        await PartWriter.Add(zip, Manifest.DigestName, new MemoryStream(Manifest.Digest(vault, bytes)), level, cancel);
        return manifest;
    }
}
