using System.Globalization;
using System.Security.Cryptography;

namespace Tanfang.TestKit;

/// <summary>The authenticator on somebody's phone (RFC 6238: SHA-1, 30 seconds, six digits). Identity goes by the machine's clock.</summary>
public static class Authenticator
{
    /// <param name="key">As the page shows it: base32.</param>
    /// <param name="steps">So many half minutes from now.</param>
    public static string Code(string key, int steps = 0)
    {
        var bits = string.Concat(
            key.Select(c =>
                Convert
                    .ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2)
                    .PadLeft(5, '0')
            )
        );
        var bytes = Enumerable
            .Range(0, bits.Length / 8)
            .Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))
            .ToArray();
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps;
        var counter = BitConverter.GetBytes(step);
        Array.Reverse(counter);
#pragma warning disable CA5350 // The algorithm of RFC 6238 as every authenticator has it.
        var hash = HMACSHA1.HashData(bytes, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
