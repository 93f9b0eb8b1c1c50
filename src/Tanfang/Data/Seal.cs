using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Data;

/// <summary>
/// Seals and opens values under one key: AES-256-GCM, 12 random bytes of nonce, the place (table/column/row) and the key's owner as
/// associated data, so that a value moved to another row, column or person does not open. There is no reading of an
/// unsealed value: what is not a seal is an error.
/// </summary>
public sealed class Seal(byte[] key, string owner)
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Making one costs as much as sealing or opening something short. It serves one thread at a time: whoever finds none makes another.
    private AesGcm? idle;

    /// <summary>Seals bytes. Layout: version, nonce, tag, cipher text.</summary>
    /// <param name="place">table/column/row, for example elders/phone/0198….</param>
    public byte[] Close(string place, ReadOnlySpan<byte> plain)
    {
        var box = new byte[1 + NonceSize + TagSize + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        var cipher = Interlocked.Exchange(ref idle, null) ?? new AesGcm(key, TagSize);
        cipher.Encrypt(
            nonce,
            plain,
            box.AsSpan(1 + NonceSize + TagSize),
            box.AsSpan(1 + NonceSize, TagSize),
            Context(place)
        );
        Interlocked.Exchange(ref idle, cipher)?.Dispose();
        return box;
    }

    /// <summary>Seals text; null and empty stay null.</summary>
    public byte[]? Close(string place, string? plain) =>
        string.IsNullOrEmpty(plain) ? null : Close(place, Encoding.UTF8.GetBytes(plain));

    /// <exception cref="CryptographicException">Not a seal, another key, another place, or altered.</exception>
    public byte[] Open(string place, ReadOnlySpan<byte> box)
    {
        if (box.Length < 1 + NonceSize + TagSize || box[0] != Version)
        {
            throw new CryptographicException("not a sealed value");
        }

        var plain = new byte[box.Length - 1 - NonceSize - TagSize];
        var cipher = Interlocked.Exchange(ref idle, null) ?? new AesGcm(key, TagSize);
        cipher.Decrypt(
            box.Slice(1, NonceSize),
            box[(1 + NonceSize + TagSize)..],
            box.Slice(1 + NonceSize, TagSize),
            plain,
            Context(place)
        );
        Interlocked.Exchange(ref idle, cipher)?.Dispose();
        return plain;
    }

    /// <inheritdoc cref="Open(string, ReadOnlySpan{byte})"/>
    public string? OpenText(string place, byte[]? box) =>
        box is null ? null : Encoding.UTF8.GetString(Open(place, box));

    private byte[] Context(string place) => Encoding.UTF8.GetBytes($"{place}/v{Version}/{owner}");
}
