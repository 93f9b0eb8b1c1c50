using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Data;

/// <summary>
/// A record as a device sealed it when it was saved (docs/adr/0021): nobody but this store opens it, the device that made it neither.
/// </summary>
/// <param name="V">1.</param>
/// <param name="Id">The record's; bound to the contents.</param>
/// <param name="To">Which key it was sealed to.</param>
/// <param name="Epk">The point of the device's passing key, 65 bytes in Base64.</param>
/// <param name="Iv">12 bytes in Base64.</param>
/// <param name="Box">Cipher text and 16 bytes of tag in Base64.</param>
public sealed record SealedBox(int V, string? Id, string? To, string? Epk, string? Iv, string? Box);

/// <summary>
/// Opens what devices seal to this store: ECDH on P-256, HKDF-SHA-256, AES-256-GCM, the record's id as associated data. The private
/// half follows from the master key, so that whatever brings the store back brings it back too.
/// </summary>
public sealed class BoxKey
{
    private const int Coordinate = 32;
    private const int TagSize = 16;
    private static readonly byte[] Purpose = "tanfang handover v1"u8.ToArray();

    private readonly ECParameters whole;

    internal BoxKey(byte[] scalar)
    {
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        whole = key.ExportParameters(true);
        Point = Convert.ToBase64String([4, .. whole.Q.X!, .. whole.Q.Y!]);
        Id = "k1-" + Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Point)))[..16];
    }

    /// <summary>Said with a box, so that one sealed to another store is told from a spoilt one.</summary>
    public string Id { get; }

    /// <summary>The public half: the uncompressed point, 65 bytes in Base64.</summary>
    public string Point { get; }

    /// <summary>What is inside; null when it was sealed to another key, changed, or is no box.</summary>
    public byte[]? Open(SealedBox box)
    {
        if (box is not { V: 1, Id.Length: > 0, Epk: not null, Iv: not null, Box: not null } || box.To != Id)
        {
            return null;
        }

        try
        {
            return Open(
                Convert.FromBase64String(box.Epk),
                Convert.FromBase64String(box.Iv),
                Convert.FromBase64String(box.Box),
                Encoding.UTF8.GetBytes(box.Id)
            );
        }
        catch (Exception spoilt) when (spoilt is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private byte[] Open(byte[] point, byte[] nonce, byte[] sealedBytes, byte[] id)
    {
        if (point is not [4, ..] || point.Length != 1 + 2 * Coordinate || sealedBytes.Length < TagSize)
        {
            throw new CryptographicException("not a box");
        }

        // A point beside the curve is refused on import.
        using var theirs = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + Coordinate)], Y = point[(1 + Coordinate)..] },
            }
        );
        using var ours = ECDiffieHellman.Create(whole);
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        using var cipher = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, info: Purpose), TagSize);
        var plain = new byte[sealedBytes.Length - TagSize];
        cipher.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), plain, id);
        return plain;
    }
}
