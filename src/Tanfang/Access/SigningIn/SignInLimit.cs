using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Tanfang.Access.SigningIn;

/// <param name="PerMinute">An office behind one address comes in at eight in the morning.</param>
public sealed record TriesOfAnAddress(int PerMinute = 30);

/// <summary>
/// How often one address may try to come in: an account locks after five wrong passwords, this stops whoever tries one password on every account.
/// </summary>
internal static class SignInLimit
{
    public const string Name = "signin";

    public static void Add(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(
            Name,
            context =>
                HttpMethods.IsGet(context.Request.Method)
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions
                        {
                            PermitLimit = context.RequestServices.GetRequiredService<TriesOfAnAddress>().PerMinute,
                            Window = TimeSpan.FromMinutes(1),
                        }
                    )
        );
    }
}
