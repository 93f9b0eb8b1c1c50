using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tanfang.Data.Backup;

/// <summary>
/// The keys of the office under a passphrase: PBKDF2-HMAC-SHA-256 and AES-256-GCM. Layout: version, rounds, salt, nonce, tag, cipher
/// text. What stands before the nonce is authenticated with it.
/// </summary>
public static class KeyBox
{
    public const int ShortestPassphrase = 12;

    // OWASP's figure for PBKDF2-HMAC-SHA-256; the ceiling keeps a forged header from costing hours.
    private const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const byte Version = 1;
    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeadSize = 1 + 4 + SaltSize;

    /// <summary>The files under the keys folder, by their path inside it.</summary>
    public static Dictionary<string, byte[]> Collect(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".new", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes);

    public static byte[] Close(Dictionary<string, byte[]> keys, string passphrase)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(keys);
        var box = new byte[HeadSize + NonceSize + TagSize + plain.Length];
        box[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(1), Rounds);
        RandomNumberGenerator.Fill(box.AsSpan(5, SaltSize + NonceSize));
        using var cipher = Cipher(passphrase, box);
        cipher.Encrypt(
            box.AsSpan(HeadSize, NonceSize),
            plain,
            box.AsSpan(HeadSize + NonceSize + TagSize),
            box.AsSpan(HeadSize + NonceSize, TagSize),
            box.AsSpan(0, HeadSize)
        );
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="CryptographicException">Another passphrase, or altered.</exception>
    public static Dictionary<string, byte[]> Open(byte[] box, string passphrase)
    {
        if (
            box.Length < HeadSize + NonceSize + TagSize
            || box[0] != Version
            || BinaryPrimitives.ReadInt32BigEndian(box.AsSpan(1)) is < 1 or > MostRounds
        )
        {
            throw new CryptographicException("not a box of keys");
        }

        var plain = new byte[box.Length - HeadSize - NonceSize - TagSize];
        using var cipher = Cipher(passphrase, box);
        cipher.Decrypt(
            box.AsSpan(HeadSize, NonceSize),
            box.AsSpan(HeadSize + NonceSize + TagSize),
            box.AsSpan(HeadSize + NonceSize, TagSize),
            plain,
            box.AsSpan(0, HeadSize)
        );
        return JsonSerializer.Deserialize<Dictionary<string, byte[]>>(plain)!;
    }

    private static AesGcm Cipher(string passphrase, byte[] box) =>
        new(
            Rfc2898DeriveBytes.Pbkdf2(
                Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)),
                box.AsSpan(5, SaltSize),
                BinaryPrimitives.ReadInt32BigEndian(box.AsSpan(1)),
                HashAlgorithmName.SHA256,
                32
            ),
            TagSize
        );
}
