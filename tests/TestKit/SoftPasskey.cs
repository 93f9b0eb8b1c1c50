using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tanfang.TestKit;

/// <summary>A passkey without a device: answers challenges as WebAuthn wants it (level 3, "none" attestation, ES256).</summary>
public sealed class SoftPasskey(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string owner = "";

    /// <summary>Whether it says that a finger, a face or a PIN opened it.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>How often it says that it was used before.</summary>
    public uint Uses { get; set; }

    /// <summary>What navigator.credentials.create() would give, as JSON.</summary>
    /// <param name="options">As the server gave them.</param>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        owner = (string)asked["user"]!["id"]!;
        byte[] attestation =
        [
            0xA3,
            .. Text("fmt"),
            .. Text("none"),
            .. Text("attStmt"),
            0xA0,
            .. Text("authData"),
            .. Bytes([
                .. Said((string)asked["rp"]!["id"]!, HasKey),
                .. new byte[16],
                .. Big((ushort)id.Length),
                .. id,
                .. PublicKey(),
            ]),
        ];
        return Answer(
            new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(Client("webauthn.create", asked)),
                ["attestationObject"] = Base64Url.EncodeToString(attestation),
                ["transports"] = new JsonArray(),
            }
        );
    }

    /// <summary>What navigator.credentials.get() would give, as JSON.</summary>
    /// <param name="options">As the server gave them.</param>
    public string Get(string options)
    {
        var asked = JsonNode.Parse(options)!;
        Uses++;
        var said = Said((string)asked["rpId"]!, 0);
        var client = Client("webauthn.get", asked);
        var signature = key.SignData(
            [.. said, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Answer(
            new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["authenticatorData"] = Base64Url.EncodeToString(said),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = owner,
            }
        );
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private string Answer(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["rawId"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["response"] = response,
            ["clientExtensionResults"] = new JsonObject(),
        }.ToJsonString();

    private byte[] Client(string type, JsonNode asked) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = (string)asked["challenge"]!,
                ["origin"] = origin,
                ["crossOrigin"] = false,
            }.ToJsonString()
        );

    private byte[] Said(string domain, byte more)
    {
        var flags = (byte)(Present | (IsVerified ? Verified : 0) | more);
        var uses = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(uses, Uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. uses];
    }

    /// <summary>COSE (RFC 9053): EC2, ES256, P-256.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    // CBOR (RFC 8949) in its shortest form, as much of it as is needed here.
    private static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) =>
        bytes.Length < 256 ? [0x58, (byte)bytes.Length, .. bytes] : [0x59, .. Big((ushort)bytes.Length), .. bytes];

    private static byte[] Big(ushort number) => [(byte)(number >> 8), (byte)number];
}
