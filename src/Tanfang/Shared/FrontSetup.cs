using System.Security.Authentication;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tanfang.Shared;

/// <summary>Listens as the front says, and lets nothing through that came another way.</summary>
internal static class FrontSetup
{
    public static void AddFront(this WebApplicationBuilder builder, Front front)
    {
        builder.Services.AddSingleton(front);
        builder.Configuration["AllowedHosts"] = front.AllowedHosts;
        builder.WebHost.UseUrls([.. front.Urls, .. front.RedirectFrom is { } plain ? [plain] : Array.Empty<string>()]);
        builder.WebHost.ConfigureKestrel(o => Listen(o, front));
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            if (front.Proxy is { } proxy)
            {
                o.KnownProxies.Add(proxy);
            }
        });
        builder.Services.Configure<HstsOptions>(o =>
        {
            o.MaxAge = TimeSpan.FromDays(365);
            o.IncludeSubDomains = true;
        });
        builder.Services.Configure<AntiforgeryOptions>(o => front.Guard(o.Cookie, "tanfang-form"));
        builder.Services.Configure<CookieTempDataProviderOptions>(o => front.Guard(o.Cookie, "tanfang-said"));
    }

    /// <summary>Before everything else.</summary>
    public static void UseFront(this WebApplication app)
    {
        var front = app.Services.GetRequiredService<Front>();
        if (!front.IsSecure)
        {
            return;
        }

        if (front.Proxy is not null)
        {
            app.UseForwardedHeaders();
        }

        app.UseHsts();
        app.Use(
            (context, next) =>
            {
                if (context.Request.IsHttps)
                {
                    return next();
                }

                // Only people who typed an address are sent on. What a form or a device sent in the clear has been read on the way already.
                if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
                {
                    var (path, query) = (context.Request.Path, context.Request.QueryString);
                    context.Response.Redirect($"https://{front.Name}{path.ToUriComponent()}{query}", true, true);
                }
                else
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                }

                return Task.CompletedTask;
            }
        );
    }

    private static void Listen(KestrelServerOptions options, Front front)
    {
        options.AddServerHeader = false;
        if (front.Certificate is not { } file)
        {
            return;
        }

        options.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.ServerCertificate = file.Current().TargetCertificate;
            https.OnAuthenticate = (_, tls) => tls.ServerCertificateContext = file.Current();
        });
    }
}
