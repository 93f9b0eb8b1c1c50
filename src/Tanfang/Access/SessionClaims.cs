using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>What a session's cookie says: whose, since when and under which stamp. Everything else is asked anew for each request.</summary>
public sealed class SessionClaims(TimeProvider clock) : IUserClaimsPrincipalFactory<Account>
{
    public const string Stamp = "AspNet.Identity.SecurityStamp";

    /// <summary>Claim of a session that a passkey opened; one by password, and code where there is one, has none.</summary>
    public const string By = "by";

    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new Claim(Stamp, user.SecurityStamp!));
        identity.AddClaim(
            new Claim(Wall.Since, clock.Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
        );
        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
