using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;

namespace Tanfang.Visits.Phone;

/// <summary>
/// /m: the phone's own program, built by Vite and held in memory. What is named by its contents may be kept for ever; the page and the worker are asked for anew,
/// so that a new build comes whole or not at all.
/// </summary>
internal static class ServePhone
{
    private const string Page = "index.html";

    /// <summary>Beside each file, as it travels: Brotli.</summary>
    private const string Packed = ".br";

    /// <summary>As for the desk, and pictures that were just drawn.</summary>
    private const string Content =
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The camera reads a door card; nothing else is asked for.</summary>
    private const string Devices = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";

    private sealed record Asset(string Type, byte[] Bytes, byte[] Brotli);

    public static void Map(WebApplication app)
    {
        var files = new Lazy<FrozenDictionary<string, Asset>>(() =>
            Read(Path.Combine(AppContext.BaseDirectory, "phone"))
        );
        app.MapGet("/m/{**path}", (HttpContext context, string? path) => Answer(context, path, files.Value))
            .ExcludeFromDescription();
    }

    private static Task Answer(HttpContext context, string? path, FrozenDictionary<string, Asset> files)
    {
        var (request, response) = (context.Request, context.Response);
        if (path is null && request.Path == "/m")
        {
            // Its files are beside it: a worker at /m/ does not reach a page at /m.
            response.Redirect("/m/");
            return Task.CompletedTask;
        }

        if (!files.TryGetValue(string.IsNullOrEmpty(path) ? Page : path, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "text/plain; charset=utf-8";
            return response.WriteAsync(
                files.Count == 0 ? "手机端没有随本程序构建。请运行 ./dev run 或 ./dev publish。" : "没有这个文件"
            );
        }

        var headers = response.Headers;
        headers.ContentSecurityPolicy = Content;
        headers["Permissions-Policy"] = Devices;
        headers.CacheControl =
            path?.StartsWith("assets/", StringComparison.Ordinal) == true
                ? "public, max-age=31536000, immutable"
                : "no-cache";
        headers.Vary = "Accept-Encoding";
        response.ContentType = asset.Type;
        var body = asset.Bytes;
        if (request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
            body = asset.Brotli;
        }

        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static FrozenDictionary<string, Asset> Read(string folder)
    {
        var types = new FileExtensionContentTypeProvider
        {
            Mappings = { [".webmanifest"] = "application/manifest+json" },
        };
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(Packed, StringComparison.Ordinal))
                .ToFrozenDictionary(
                    file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                    file => Load(file, types),
                    StringComparer.Ordinal
                )
            : FrozenDictionary<string, Asset>.Empty;
    }

    private static Asset Load(string file, FileExtensionContentTypeProvider types)
    {
        var type = types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        return new Asset(
            type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type,
            File.ReadAllBytes(file),
            File.ReadAllBytes(file + Packed)
        );
    }
}
