namespace Tanfang.Shared;

/// <summary>
/// What every answer says to the browser, errors and refusals too: run and load nothing that is not ours, be shown in no other page, keep nothing. An endpoint that needs
/// something else has said so before. And what another site's page sends is not taken, whatever cookies it carries.
/// </summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    private const string Content =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Says so of a page whose pictures stand in it as data, like signatures: they need no address of their own that somebody could keep.</summary>
    public static void AllowOwnPictures(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = $"{Content}; img-src 'self' data:";

    private const string Devices = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Unless(headers.ContentSecurityPolicy, Content);
            headers.CacheControl = Unless(headers.CacheControl, "no-store");
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Unless(headers["Permissions-Policy"], Devices);
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        if (IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>Browsers say where a form was sent from (Fetch Metadata); devices that are no browser say nothing.</summary>
    private static bool IsForeign(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    private static Microsoft.Extensions.Primitives.StringValues Unless(
        Microsoft.Extensions.Primitives.StringValues said,
        string otherwise
    ) => said.Count > 0 ? said : otherwise;
}
