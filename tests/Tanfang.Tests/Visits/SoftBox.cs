using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tanfang.Tests.Visits;

/// <summary>Seals records to the office as a phone does.</summary>
internal static class SoftBox
{
    /// <param name="sealTo">As GET /api/v1/phone says it.</param>
    public static JsonObject Seal(JsonNode sealTo, Guid id, string token, string record)
    {
        var point = Convert.FromBase64String((string)sealTo["point"]!);
        using var office = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        using var passing = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var shared = passing.DeriveRawSecretAgreement(office.PublicKey);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            shared,
            32,
            info: Encoding.UTF8.GetBytes("tanfang handover v1")
        );
        var plain = Encoding.UTF8.GetBytes(new JsonObject { ["token"] = token, ["record"] = record }.ToJsonString());
        var (nonce, cipher, tag) = (RandomNumberGenerator.GetBytes(12), new byte[plain.Length], new byte[16]);
        using var gcm = new AesGcm(key, 16);
        gcm.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(id.ToString()));
        var q = passing.ExportParameters(false).Q;
        return new JsonObject
        {
            ["v"] = 1,
            ["id"] = id.ToString(),
            ["to"] = (string)sealTo["id"]!,
            ["epk"] = Convert.ToBase64String([4, .. q.X!, .. q.Y!]),
            ["iv"] = Convert.ToBase64String(nonce),
            ["box"] = Convert.ToBase64String([.. cipher, .. tag]),
        };
    }
}
