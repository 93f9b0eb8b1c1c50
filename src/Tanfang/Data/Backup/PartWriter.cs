using System.IO.Compression;
using System.Security.Cryptography;

namespace Tanfang.Data.Backup;

/// <summary>Writes the parts of a backup and takes their digests on the way.</summary>
internal static class PartWriter
{
    public static async Task<BackupPart> Add(
        ZipArchive zip,
        string name,
        Stream content,
        CompressionLevel level,
        CancellationToken cancel
    )
    {
        await using var entry = await zip.CreateEntry(name, level).OpenAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long bytes = 0;
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), cancel);
            bytes += read;
        }

        return new BackupPart(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
