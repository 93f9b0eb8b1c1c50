using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Data;

/// <summary>
/// The master key, kept in a file outside the database. It wraps one key per elder, seals what belongs to nobody yet (quarantine, import files) and
/// keys the blind indexes. Whoever holds the database without this file can read no sealed column.
/// </summary>
public sealed class Vault
{
    private readonly Seal wrapSeal;
    private readonly byte[] indexKey;
    private readonly byte[] auditKey;

    private Vault(byte[] master)
    {
        wrapSeal = new Seal(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang wrap v1"u8.ToArray()),
            "wrap"
        );
        indexKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang index v1"u8.ToArray());
        auditKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang audit v1"u8.ToArray());
        StoreSeal = new Seal(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang store v1"u8.ToArray()),
            "store"
        );
        Boxes = new BoxKey(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang handover v1"u8.ToArray())
        );
        KeyCheck = Convert.ToHexStringLower(Index("key check", "tanfang"))[..32];
        WebPassword = Convert.ToHexStringLower(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "tanfang web role v1"u8.ToArray())
        );
    }

    /// <summary>Seals what belongs to the store and not to one elder.</summary>
    public Seal StoreSeal { get; }

    /// <summary>To which devices seal what they recorded.</summary>
    public BoxKey Boxes { get; }

    /// <summary>The same for the same master key; compared at start with the one the store was sealed under.</summary>
    public string KeyCheck { get; }

    /// <summary>With which requests come to PostgreSQL: every machine that has the key knows it, and nothing else has to be kept.</summary>
    internal string WebPassword { get; }

    /// <summary>Makes the key of a new store: 32 random bytes, readable by the owner only. A key that is there stays.</summary>
    public static void Make(string keyFile)
    {
        if (!File.Exists(keyFile))
        {
            OwnerOnly.CreateDirectory(Path.GetDirectoryName(keyFile)!);
            OwnerOnly.Write(
                keyFile,
                Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))
            );
        }
    }

    /// <summary>Opens the key file.</summary>
    /// <exception cref="StoreException">There is none, or it is not a key. None is made: the store's own must come back.</exception>
    public static Vault Open(string keyFile) =>
        Of(File.Exists(keyFile) ? File.ReadAllText(keyFile) : throw Missing(keyFile));

    /// <summary>The vault of a key as its file spells it.</summary>
    /// <exception cref="StoreException">It is not a key.</exception>
    public static Vault Of(string key)
    {
        var bytes = new byte[33];
        if (!Convert.TryFromBase64String(key.Trim(), bytes, out var length) || length != 32)
        {
            throw new StoreException("主密钥文件已损坏：应为 32 字节的 Base64。请从备份恢复 keys/master.key。");
        }

        return new Vault(bytes[..32]);
    }

    private static StoreException Missing(string keyFile) =>
        new($"找不到主密钥文件 {keyFile}。请从备份恢复，不要新建：用别的密钥打不开已封存的数据。");

    /// <summary>A new random key for one elder: the wrapped form to store and the seal to use at once.</summary>
    public (byte[] Wrapped, Seal Seal) NewElderKey(Guid elderId) => Wrap(elderId, RandomNumberGenerator.GetBytes(32));

    /// <summary>A wrapped key made from given bytes; for synthetic people, whose bytes follow from the seed.</summary>
    public (byte[] Wrapped, Seal Seal) Wrap(Guid elderId, byte[] key)
    {
        var wrapped = wrapSeal.Close($"elders/wrapped_key/{elderId:N}", key);
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

        return new Seal(wrapSeal.Open($"elders/wrapped_key/{elderId:N}", wrapped), elderId.ToString("N"));
    }

    /// <summary>Keyed HMAC-SHA-256 of a normalised value: equal values are found without being opened.</summary>
    /// <param name="what">What kind of value it is (and within what), so that equal texts of two kinds differ.</param>
    public byte[] Index(string what, string normalised) =>
        HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(what + "\0" + normalised));

    /// <summary>Keyed HMAC-SHA-256 of a link of the audit chain: whoever has the database and not the key can forge none.</summary>
    public byte[] Link(ReadOnlySpan<byte> of) => HMACSHA256.HashData(auditKey, of);
}
