using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>
/// The one place where a request is let in or not: it looks the endpoint's right up, finds who asks, and says as whom the rest of the program answers.
/// Every refusal is written down before it is said.
/// </summary>
public sealed class Wall(RequestDelegate next)
{
    /// <summary>Claim: the second at which the session began.</summary>
    public const string Since = "since";

    /// <summary>However busy, a session ends then.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    private const string Bearer = "Bearer ";

    public async Task Invoke(
        HttpContext context,
        SignInState signIn,
        TanfangDb db,
        FindAskingUser find,
        RecordAccess record,
        TimeProvider clock
    )
    {
        var cancel = context.RequestAborted;
        if (context.GetEndpoint() is not RouteEndpoint endpoint || IsFile(endpoint))
        {
            await next(context);
            return;
        }

        if (!await signIn.IsOn(db, cancel))
        {
            context.Features.Set(CurrentUser.Local);
            await next(context);
            return;
        }

        var right = Rights.Of(endpoint.RoutePattern, context.Request.Method);
        var user = await Find(context, find, clock, cancel);
        if (user?.Account.IsDemo == true && !IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            user = null;
        }

        context.Features.Set(user);
        if (right == Rights.Anybody)
        {
            await next(context);
            return;
        }

        var address = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        if (user is null)
        {
            await record.Denied(null, address, "notSignedIn", cancel);
            await Challenge(context);
        }
        else if (user.FirstDo is { } toDo && right != Right.SignedIn)
        {
            context.Response.Redirect(toDo);
        }
        else if (right is not { } asked || !user.Rights.HasFlag(asked))
        {
            if (address == "/" && Rooms.FirstFor(user) is { } first)
            {
                context.Response.Redirect(first);
                return;
            }

            await record.Denied(user.Actor, address, right?.ToString() ?? "noRow", cancel);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (user.HasToSayWhy(asked))
        {
            await AskWhy(context);
        }
        else
        {
            context.Features.Set(user.For(asked));
            await next(context);
        }
    }

    private static async Task<AskingUser?> Find(
        HttpContext context,
        FindAskingUser find,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.Ordinal))
        {
            return await find.ByToken(header[Bearer.Length..], cancel);
        }

        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (
            session.Principal is not { } principal
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || !long.TryParse(principal.FindFirstValue(Since), CultureInfo.InvariantCulture, out var since)
            || clock.Now() - DateTimeOffset.FromUnixTimeSeconds(since) > LongestSession
        )
        {
            return null;
        }

        context.User = principal;
        return await find.BySession(id, principal.FindFirstValue(SessionClaims.Stamp), cancel);
    }

    private static async Task Challenge(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api"))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems
                .Of(
                    new Refusal("access.notSignedIn", "没有登录，或登录已失效", "请重新登录取得令牌"),
                    StatusCodes.Status401Unauthorized
                )
                .ExecuteAsync(context);
            return;
        }

        context.Response.Redirect("/signin" + Back(request));
    }

    private static Task AskWhy(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.Redirect("/purpose" + Back(context.Request));
            return Task.CompletedTask;
        }

        return Problems
            .Of(
                new Refusal("access.purpose", "还没有写明检查事由", "请先在网页“检查事由”中写明"),
                StatusCodes.Status403Forbidden
            )
            .ExecuteAsync(context);
    }

    /// <summary>What was searched for stands behind the question mark; it does not go into another address.</summary>
    private static string Back(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? $"?back={Uri.EscapeDataString(request.Path)}" : "";

    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
