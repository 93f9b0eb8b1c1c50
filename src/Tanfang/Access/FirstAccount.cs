using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Access;

/// <summary>The link that makes the first administrator: printed where the program was started, good once and for an hour.</summary>
public sealed class FirstAccount(TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromHours(1);

    private readonly string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private readonly DateTimeOffset until = clock.GetUtcNow() + Holds;

    public string Path => $"/first-account/{key}";

    /// <summary>Whether this is the link, and still in time.</summary>
    public bool Opens(string? asked) =>
        asked is not null
        && clock.GetUtcNow() < until
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(asked), Encoding.UTF8.GetBytes(key));
}
