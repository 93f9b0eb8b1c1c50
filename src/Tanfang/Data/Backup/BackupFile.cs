using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Tanfang.Shared;

namespace Tanfang.Data.Backup;

/// <summary>A backup opened for reading. Nothing in it is believed before its digest was compared.</summary>
public sealed class BackupFile : IDisposable
{
    private readonly ZipArchive zip;

    private BackupFile(ZipArchive zip, Manifest manifest, byte[] manifestBytes)
    {
        this.zip = zip;
        Manifest = manifest;
        ManifestBytes = manifestBytes;
    }

    public Manifest Manifest { get; }

    private byte[] ManifestBytes { get; }

    public static Result<BackupFile> Open(string file)
    {
        if (!File.Exists(file))
        {
            return new Refusal("noFile", $"找不到备份文件 {file}", "请核对路径");
        }

        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(file);
            var bytes = Read(zip, Manifest.FileName);
            var manifest = JsonSerializer.Deserialize<Manifest>(bytes, Manifest.Json);
            if (
                manifest is
                { Format: Manifest.Format1, Provider: "sqlite" or "postgres", Parts: not null, Tables: not null }
            )
            {
                return new BackupFile(zip, manifest, bytes);
            }

            zip.Dispose();
            return new Refusal(
                "format",
                $"{Manifest.FileName}：不认识的备份格式 {manifest?.Format}",
                "请用做备份的那一版程序恢复"
            );
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException)
        {
            zip?.Dispose();
            return new Refusal("damaged", $"备份的目录或 {Manifest.FileName} 已损坏", "请用另一份备份");
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>True when the manifest is the one written under this key.</summary>
    public bool IsSealedBy(Vault vault)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(
                Read(zip, Manifest.DigestName),
                Manifest.Digest(vault, ManifestBytes)
            );
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    /// <summary>Copies a part out, or into nothing; false when its bytes are not those of the manifest.</summary>
    public async Task<bool> Extract(string name, string? to, CancellationToken cancel)
    {
        var part = Manifest.Parts.SingleOrDefault(p => p.Name == name);
        if (part is null || zip.GetEntry(name) is not { } entry)
        {
            return false;
        }

        try
        {
            await using var source = await entry.OpenAsync(cancel);
            await using var target = to is null ? Stream.Null : OwnerOnly.Create(to);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 17];
            long bytes = 0;
            while (await source.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                bytes += read;
                if (bytes > part.Bytes)
                {
                    return false;
                }

                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            (target as FileStream)?.Flush(flushToDisk: true);
            return bytes == part.Bytes && Convert.ToHexStringLower(hash.GetHashAndReset()) == part.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The keys; null when the backup holds none.</summary>
    /// <exception cref="CryptographicException">Another passphrase, or altered.</exception>
    public Dictionary<string, byte[]>? Keys(string passphrase) =>
        Manifest.HasKeys ? KeyBox.Open(Read(zip, Manifest.Keys), passphrase) : null;

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var stream = (zip.GetEntry(name) ?? throw new InvalidDataException(name)).Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
