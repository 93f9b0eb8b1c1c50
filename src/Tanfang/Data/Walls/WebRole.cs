using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tanfang.Data.Walls;

/// <summary>
/// As whom requests come to PostgreSQL: a role that owns nothing and stands before the walls. It is named after the master key, so that stores in
/// one cluster do not meet, and its password follows from that key; or an administrator has made one and gives its connection string.
/// </summary>
public sealed class WebRole
{
    private const int Rounds = 4096;

    private readonly string? password;

    private WebRole(string name, string connection, string? password) =>
        (Name, Connection, this.password) = (name, connection, password);

    public string Name { get; }

    public string Connection { get; }

    /// <summary>Whether an administrator made it.</summary>
    public bool IsGiven => password is null;

    /// <summary>What makes it. The password itself is not in it: it may be logged.</summary>
    public string Making =>
        $"create role {WallRules.Quoted(Name)} login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls"
        + $" password '{Verifier(password!)}'";

    /// <exception cref="StoreException">The connection would keep one request's scope for the next.</exception>
    public static WebRole Of(StoreOptions options, Vault vault)
    {
        if (options.PostgresWeb is { } given)
        {
            var own = new NpgsqlConnectionStringBuilder(given) { IncludeErrorDetail = false };
            return new WebRole(own.Username ?? "", Checked(own), null);
        }

        var name = $"tanfang_web_{vault.KeyCheck[..12]}";
        var connection = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            Username = name,
            Password = vault.WebPassword,
            Passfile = null,
            IncludeErrorDetail = false,
        };
        return new WebRole(name, Checked(connection), vault.WebPassword);
    }

    /// <summary>The scope lies in the session, and is wiped out when the connection goes back to the pool: that must happen.</summary>
    private static string Checked(NpgsqlConnectionStringBuilder connection) =>
        connection.NoResetOnClose || connection.Multiplexing
            ? throw new StoreException(
                "数据库连接串里的 No Reset On Close 和 Multiplexing 不能用：上一个请求的数据范围会留给下一个请求。请删去。"
            )
            : connection.ConnectionString;

    /// <summary>As PostgreSQL keeps a password (SCRAM-SHA-256, RFC 5803). The same each time: the password is as random as a salt.</summary>
    private static string Verifier(string password)
    {
        var salt = SHA256.HashData(Encoding.ASCII.GetBytes("salt " + password))[..16];
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Rounds}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}
