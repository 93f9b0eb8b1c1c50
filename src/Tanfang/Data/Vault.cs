using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Data;

/// <summary>
/// The master key, kept in a file outside the database. It wraps one key per elder, seals what belongs to nobody yet (quarantine, import files) and
/// keys the blind indexes. Whoever holds the database without this file can read no sealed column.
/// </summary>
public sealed class Vault
{
    private readonly byte[] wrapKey;
    private readonly byte[] indexKey;

    private Vault(byte[] master)
    {
        wrapKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang wrap v1"u8.ToArray());
        indexKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang index v1"u8.ToArray());
        StoreSeal = new Seal(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang store v1"u8.ToArray()),
            "store"
        );
        KeyCheck = Convert.ToHexStringLower(Index("key check", "tanfang"))[..32];
    }

    /// <summary>Seals what belongs to the store and not to one elder.</summary>
    public Seal StoreSeal { get; }

    /// <summary>The same for the same master key; compared at start with the one the store was sealed under.</summary>
    public string KeyCheck { get; }

    /// <summary>Opens the key file, or makes one on first use (32 random bytes, readable by the owner only).</summary>
    /// <exception cref="InvalidOperationException">The file is not a key.</exception>
    public static Vault Open(string keyFile)
    {
        if (!File.Exists(keyFile))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
            var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(keyFile, options);
            stream.Write(Encoding.ASCII.GetBytes(fresh));
            stream.Flush(flushToDisk: true);
        }

        var bytes = new byte[33];
        if (!Convert.TryFromBase64String(File.ReadAllText(keyFile).Trim(), bytes, out var length) || length != 32)
        {
            throw new InvalidOperationException(
                "主密钥文件已损坏：应为 32 字节的 Base64。请从备份恢复 keys/master.key。"
            );
        }

        return new Vault(bytes[..32]);
    }

    /// <summary>A new random key for one elder: the wrapped form to store and the seal to use at once.</summary>
    public (byte[] Wrapped, Seal Seal) NewElderKey(Guid elderId) => Wrap(elderId, RandomNumberGenerator.GetBytes(32));

    /// <summary>A wrapped key made from given bytes; for synthetic people, whose bytes follow from the seed.</summary>
    public (byte[] Wrapped, Seal Seal) Wrap(Guid elderId, byte[] key)
    {
        var wrapped = new Seal(wrapKey, "wrap").Close($"elders/wrapped_key/{elderId:N}", key);
        return (wrapped, new Seal(key, elderId.ToString("N")));
    }

    /// <summary>The seal of one elder's columns.</summary>
    /// <exception cref="CryptographicException">Wrong master key, or the wrapped key belongs to another elder.</exception>
    /// <exception cref="InvalidOperationException">The key was destroyed (erasure).</exception>
    public Seal SealOf(Guid elderId, byte[]? wrapped)
    {
        if (wrapped is null)
        {
            throw new InvalidOperationException("the key of this elder was destroyed");
        }

        return new Seal(
            new Seal(wrapKey, "wrap").Open($"elders/wrapped_key/{elderId:N}", wrapped),
            elderId.ToString("N")
        );
    }

    /// <summary>Keyed HMAC-SHA-256 of a normalised value: equal values are found without being opened.</summary>
    /// <param name="what">What kind of value it is (and within what), so that equal texts of two kinds differ.</param>
    public byte[] Index(string what, string normalised) =>
        HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(what + "\0" + normalised));
}
