using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Tanfang.Shared.Failing;

namespace Tanfang.Shared;

/// <summary>What every page and endpoint shares: Razor Pages in module folders, static files, error pages, security headers.</summary>
public static class SharedModule
{
    public static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.AddRazorPages(o =>
        {
            o.RootDirectory = "/";
            // A page without an absolute route would be served under its folder's path; that is always a mistake here.
            o.Conventions.AddFolderRouteModelConvention(
                "/",
                model =>
                {
                    if (
                        model.Selectors.Any(s =>
                            s.AttributeRouteModel?.Template is { } t && t == model.ViewEnginePath.TrimStart('/')
                        )
                    )
                    {
                        throw new InvalidOperationException($"{model.RelativePath}: @page needs an absolute route");
                    }
                }
            );
        });
        services.Configure<MvcOptions>(o =>
        {
            o.Filters.Add(new KnownHandlers());
            o.Filters.Add(new NoteExpiredForm());
        });
        services.Configure<RazorViewEngineOptions>(o =>
        {
            o.PageViewLocationFormats.Add("/Shared/Layout/{0}.cshtml");
            o.ViewLocationFormats.Add("/Shared/Layout/{0}.cshtml");
        });
        services.AddHttpContextAccessor();
        services.AddScoped(CurrentUser.Of);
        services.AddScoped<KeepChoices>();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.ConfigureHttpJsonOptions(o =>
            o.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All)
        );
        return services;
    }

    public static void MapShared(this WebApplication app)
    {
        app.UseFront();
        app.UseMiddleware<AnswerHeaders>();
        app.UseWhen(context => !IsApi(context), pages => pages.UseExceptionHandler("/status/500"));
        app.UseWhen(context => IsApi(context), api => api.UseExceptionHandler());
        app.UseWhen(context => !IsApi(context), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseRouting();
        app.MapStaticAssets();
        app.MapRazorPages();
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}
