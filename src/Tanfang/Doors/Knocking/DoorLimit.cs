using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Tanfang.Doors.Knocking;

/// <summary>How often one address may say something at doors: enough for somebody who walks down a lane, not for guessing codes.</summary>
internal static class DoorLimit
{
    public const string Name = "door";

    public const int PerMinute = 10;

    public static void Add(RateLimiterOptions options) =>
        options.AddPolicy(
            Name,
            context =>
                HttpMethods.IsPost(context.Request.Method)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions
                        {
                            PermitLimit = PerMinute,
                            Window = TimeSpan.FromMinutes(1),
                        }
                    )
                    : RateLimitPartition.GetNoLimiter("")
        );
}
